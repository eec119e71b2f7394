// Completions for shells and the man page, made from the table of options.

import { KINDS, OPTIONS, usage } from "./options.js";

const makers = { bash, zsh, fish };

/** The completion script for a shell; `undefined` for one that is not known. */
export function completion(shell) {
  const make = Object.hasOwn(makers, shell) ? makers[shell] : undefined;
  return make?.();
}

function bash() {
  const names = OPTIONS.map(({ name }) => `--${name}`).join(" ");
  return `# bash completion for openweigh: source <(openweigh --completion bash)
_openweigh() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]}
  case $previous in
    --fail-on) COMPREPLY=($(compgen -W "${KINDS.join(" ")}" -- "$current")); return ;;
    --completion) COMPREPLY=($(compgen -W "bash zsh fish" -- "$current")); return ;;
  esac
  if [[ $current == -* ]]; then
    COMPREPLY=($(compgen -W "${names}" -- "$current"))
  else
    COMPREPLY=($(compgen -f -- "$current"))
  fi
}
complete -o filenames -F _openweigh openweigh
`;
}

function zsh() {
  const quoted = (text) => text.replace(/'/g, "'\\''").replace(/[[\]:]/g, "\\$&");
  const lines = OPTIONS.map(({ name, value, help }) => {
    const values = { "fail-on": `:kind:_values -s , kind ${KINDS.join(" ")}`, completion: ":shell:(bash zsh fish)" };
    const argument = values[name] ?? (value ? `:${quoted(value.toLowerCase())}:_files` : "");
    return `  '--${name}[${quoted(help)}]${argument}' \\`;
  });
  return `#compdef openweigh
# zsh completion for openweigh: openweigh --completion zsh > "\${fpath[1]}/_openweigh"
_arguments \\
${lines.join("\n")}
  '*:path:_files'
`;
}

function fish() {
  const quoted = (text) => text.replace(/\\/g, "\\\\").replace(/'/g, "\\'");
  const lines = OPTIONS.map(({ name, value, help, short }) => {
    const values = { "fail-on": ` -xa '${KINDS.join(" ")}'`, completion: " -xa 'bash zsh fish'" };
    return `complete -c openweigh -l ${name}${short ? ` -s ${short}` : ""}${values[name] ?? (value ? " -r" : "")} -d '${quoted(help)}'`;
  });
  return `# fish completion for openweigh: openweigh --completion fish > ~/.config/fish/completions/openweigh.fish
${lines.join("\n")}
`;
}

/** The man page, in roff. */
export function man(version) {
  const roff = (text) => text.replace(/\\/g, "\\e").replace(/-/g, "\\-").replace(/^\./gm, "\\&.");
  const out = [
    `.TH OPENWEIGH 1 "" "openweigh ${version}" "User Commands"`,
    ".SH NAME",
    "openweigh \\- what a license allows, with its own words as evidence",
    ".SH SYNOPSIS",
    ".B openweigh",
    "[\\fIOPTION\\fR]... [\\fIPATH\\fR]...",
    ".SH DESCRIPTION",
    "Recognizes the license in each \\fIPATH\\fR, reads its terms and answers what it allows. A path is a file, a folder",
    "that is searched for license files as .gitignore allows, \\- for standard input, or hf:owner/name for a model on",
    "Hugging Face. An automated reading, not legal advice.",
    ".SH OPTIONS",
  ];
  for (const option of OPTIONS) out.push(".TP", `.B ${roff(usage(option))}`, roff(option.help));
  out.push(
    ".SH EXIT STATUS",
    ".TP",
    ".B 0",
    "fine",
    ".TP",
    ".B 1",
    roff("a verdict or decision of --fail-on was met"),
    ".TP",
    ".B 2",
    "wrong usage, or an input that cannot be read",
    ".SH ENVIRONMENT",
    ".TP",
    ".B NO_COLOR",
    "no colors, whatever the terminal can",
    ".TP",
    ".B FORCE_COLOR",
    "colors even where standard output is no terminal",
  );
  return `${out.join("\n")}\n`;
}
