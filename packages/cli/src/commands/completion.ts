import { Option, type Command } from 'commander';
import { UsageError } from '../cli-error.ts';
import type { Io } from '../console/io.ts';

/** Each script asks `secuconnect complete` for what may follow, so that it knows new operations by itself. */
const SCRIPTS: Readonly<Record<string, string>> = {
  bash: `_secuconnect() {
  local IFS=$'\\n'
  COMPREPLY=($(secuconnect complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _secuconnect secuconnect`,
  zsh: `#compdef secuconnect
_secuconnect() {
  local -a candidates
  candidates=("\${(@f)$(secuconnect complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "$candidates" ]]; then compadd -a candidates; else _files; fi
}
compdef _secuconnect secuconnect`,
  fish: `function __secuconnect_candidates
  set -l candidates (secuconnect complete -- (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)
  if test (count $candidates) -gt 0
    printf '%s\\n' $candidates
  else
    __fish_complete_path (commandline -ct)
  end
end
complete -c secuconnect -f -a '(__secuconnect_candidates)'`,
};

const HELP = `
  bash   echo 'source <(secuconnect completion bash)' >> ~/.bashrc
  zsh    echo 'source <(secuconnect completion zsh)' >> ~/.zshrc, after compinit
  fish   secuconnect completion fish > ~/.config/fish/completions/secuconnect.fish`;

export const define = (command: Command, io: Io): void => {
  command
    .argument('<shell>', Object.keys(SCRIPTS).join(', '))
    .addOption(new Option('--json').hideHelp())
    .addHelpText('after', HELP)
    .action((shell: string, { json }: { json?: boolean }) => {
      const script = Object.hasOwn(SCRIPTS, shell) ? SCRIPTS[shell]! : undefined;
      if (script === undefined) throw new UsageError(`${shell} is not bash, zsh or fish.`);
      io.stdout.write(json ? `${JSON.stringify({ shell, script })}\n` : `${script}\n`);
    });
};
