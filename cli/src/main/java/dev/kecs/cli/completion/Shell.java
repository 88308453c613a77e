package dev.kecs.cli.completion;

/// The shells that there is a script for. A script hands the words to the very program that is typed, so that a script
/// made once fits later versions.
public enum Shell {
    BASH("""
            # Completion of kecs for bash: source <(kecs completion bash)
            _kecs() {
                local word rest
                COMPREPLY=()
                while IFS=$'\\t' read -r word rest; do
                    if [[ $word == :files ]]; then
                        compopt -o default 2> /dev/null
                        return
                    fi
                    COMPREPLY+=("$word")
                done < <("${COMP_WORDS[0]}" __complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2> /dev/null)
                if [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == */ ]]; then
                    compopt -o nospace 2> /dev/null
                fi
            }
            complete -F _kecs kecs
            """),
    ZSH("""
            #compdef kecs
            # Completion of kecs for zsh: source <(kecs completion zsh), or as a file _kecs in a directory of $fpath
            _kecs() {
                local line word explanation
                local -a done begun
                for line in "${(@f)$("${words[1]}" __complete -- "${(@)words[2,CURRENT]}" 2> /dev/null)}"; do
                    word=${line%%$'\\t'*}
                    explanation=${line#*$'\\t'}
                    if [[ $word == :files ]]; then
                        _files
                        return
                    elif [[ $word == */ ]]; then
                        begun+=("$word")
                    elif [[ -n $word ]]; then
                        done+=("${word//:/\\\\:}:$explanation")
                    fi
                done
                (( $#begun )) && compadd -S '' -- "${(@)begun}"
                (( $#done )) && _describe 'kecs' done
            }
            if [[ ${funcstack[1]-} == _kecs ]]; then
                _kecs "$@"
            else
                (( $+functions[compdef] )) || { autoload -U compinit && compinit; }
                compdef _kecs kecs
            fi
            """),
    FISH("""
            # Completion of kecs for fish: kecs completion fish > ~/.config/fish/completions/kecs.fish
            function __kecs_complete
                set -l words (commandline -opc)
                set -l found ($words[1] __complete -- $words[2..-1] (commandline -ct) 2> /dev/null)
                if test "$found[1]" = :files
                    __fish_complete_path (commandline -ct)
                else
                    printf '%s\\n' $found
                end
            end
            complete -c kecs -f -a '(__kecs_complete)'
            """);

    private final String script;

    Shell(String script) {
        this.script = script;
    }

    public String script() {
        return script;
    }
}
