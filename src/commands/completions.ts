import { ok, problem } from "../core/result.ts";
import type { Command } from "./invocation.ts";
import { commandTable, globalOptions } from "./table.ts";

const states = "proposed verified failed approved applied activated rejected stale rolled-back";
const flagsOf = (options: readonly (readonly [string, string])[]) =>
  options.flatMap(([flags]) => flags.split(", ").map((flag) => flag.split(" ")[0] ?? ""));

const takesId = commandTable
  .filter(({ args }) => /[<[](id|proposal)[>\]]/.test(args))
  .map(({ name }) => name);
const actions: Record<string, string> = {
  options: "search show index",
  packages: "search show index",
  audit: "list verify",
  completions: "bash zsh fish",
};

function bash(): string {
  const cases = commandTable.map(
    ({ name, options }) =>
      `    ${name}) words="${[...flagsOf(options), actions[name] ?? ""].join(" ").trim()}"${takesId.includes(name) ? '; words="$words $(_agentix_ids)"' : ""} ;;`,
  );
  return `# agentix completions for bash: source this file, or put it in bash-completion's folder
_agentix_ids() { agentix list 2>/dev/null | sed -n 's/^\\(p[0-9]*\\) .*/\\1/p'; }
_agentix() {
  local cur prev command="" word words
  cur="\${COMP_WORDS[COMP_CWORD]}"
  prev="\${COMP_WORDS[COMP_CWORD-1]}"
  case "$prev" in
    -C|--directory|--dir) COMPREPLY=($(compgen -d -- "$cur")); return ;;
    --config) COMPREPLY=($(compgen -f -- "$cur")); return ;;
    --state) COMPREPLY=($(compgen -W "${states}" -- "$cur")); return ;;
    --planner) COMPREPLY=($(compgen -W "auto builtin ollama" -- "$cur")); return ;;
    --until) COMPREPLY=($(compgen -W "evaluate build" -- "$cur")); return ;;
  esac
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in ${commandTable.map(({ name }) => name).join("|")}) command="$word"; break ;; esac
  done
  words=""
  case "$command" in
    "") words="${commandTable.map(({ name }) => name).join(" ")}" ;;
${cases.join("\n")}
  esac
  COMPREPLY=($(compgen -W "$words ${flagsOf(globalOptions).join(" ")}" -- "$cur"))
}
complete -F _agentix agentix
`;
}

const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

function zsh(): string {
  const commands = commandTable.map(
    ({ name, summary }) => `    ${quote(`${name}:${summary.replaceAll(":", "\\:")}`)}`,
  );
  return `#compdef agentix
# agentix completions for zsh: put this file as _agentix into a folder of $fpath
_agentix() {
  local -a commands
  commands=(
${commands.join("\n")}
  )
  local word command=""
  for word in "\${words[@]:1:CURRENT-2}"; do
    (( \${commands[(I)\${word}:*]} )) && command="$word" && break
  done
  if [[ -z "$command" ]]; then
    _describe command commands
    compadd -- ${flagsOf(globalOptions).join(" ")}
    return
  fi
  case "$command" in
${commandTable
  .map(
    ({ name, options }) =>
      `    ${name}) compadd -- ${[actions[name] ?? "", takesId.includes(name) ? "$(agentix list 2>/dev/null | sed -n 's/^\\(p[0-9]*\\) .*/\\1/p')" : "", ...flagsOf(options)].filter(Boolean).join(" ")} ;;`,
  )
  .join("\n")}
  esac
  compadd -- ${flagsOf(globalOptions).join(" ")}
}
_agentix "$@"
`;
}

function fish(): string {
  const names = commandTable.map(({ name }) => name).join(" ");
  const lines = commandTable.flatMap(({ name, summary, options }) => [
    `complete -c agentix -n "not __fish_seen_subcommand_from ${names}" -a ${name} -d ${quote(summary)}`,
    ...options.map(([flags, text]) => {
      const long = /--([a-z-]+)/.exec(flags)?.[1] ?? "";
      return `complete -c agentix -n "__fish_seen_subcommand_from ${name}" -l ${long}${flags.includes("<") ? " -r" : ""} -d ${quote(text)}`;
    }),
    ...(actions[name]
      ? [`complete -c agentix -n "__fish_seen_subcommand_from ${name}" -a "${actions[name]}"`]
      : []),
    ...(takesId.includes(name)
      ? [
          `complete -c agentix -n "__fish_seen_subcommand_from ${name}" -a "(agentix list 2>/dev/null | string match -r '^p[0-9]+')"`,
        ]
      : []),
  ]);
  const globals = globalOptions.map(([flags, text]) => {
    const long = /--([a-z-]+)/.exec(flags)?.[1] ?? "";
    const short = /^-([A-Z]),/.exec(flags)?.[1];
    return `complete -c agentix -l ${long}${short ? ` -s ${short}` : ""}${flags.includes("<") ? " -r" : ""} -d ${quote(text)}`;
  });
  return `# agentix completions for fish: put this file into the completions folder as agentix.fish
complete -c agentix -f
${[...globals, ...lines].join("\n")}
`;
}

const shells: Record<string, () => string> = { bash, zsh, fish };

/** `agentix completions bash|zsh|fish` */
export const completionsCommand: Command = async (invocation) => {
  const shell = invocation.args[0] ?? "";
  const make = Object.hasOwn(shells, shell) ? shells[shell] : undefined;
  if (!make)
    return problem("usage", `There are no completions for ${JSON.stringify(shell)}.`, {
      hint: "bash, zsh or fish",
    });
  const script = make();
  return ok({ json: { shell, script }, text: script.trimEnd() });
};
