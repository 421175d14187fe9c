/** Facts on the machine agentix runs on; null where it is no NixOS host. */
export interface HostState {
  readonly name: string;
  readonly bootedIsCurrent: boolean;
  readonly failedUnits: readonly string[];
  readonly rebootNeeded: boolean;
  readonly generations: number;
  /** Bytes free where the boot loader finds kernels; null where that is not known. */
  readonly bootFree: number | null;
}
