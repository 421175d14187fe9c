/** Something that is asked. What is marked at first changes nothing, or is the likeliest answer. */
export interface Dialog {
  readonly kind:
    | "approve"
    | "hidden-hunk"
    | "drop"
    | "quit"
    | "question"
    | "reword"
    | "take-back"
    | "edit-refused";
  readonly title: string;
  /** Facts to read before choosing; untrusted. */
  readonly lines: readonly string[];
  readonly choices: readonly { readonly label: string; readonly value: string }[];
  readonly marked: number;
  /** First line that is shown. */
  readonly top: number;
  /** The goal that a question is about. */
  readonly goal?: string;
}
