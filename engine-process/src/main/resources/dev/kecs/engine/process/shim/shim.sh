#!/bin/sh
# The parent of one container's program: shim.sh DIRECTORY PROGRAM [ARGUMENT...]
# Runs in a session of its own. Files in DIRECTORY:
#   claim     made first; a second shim finds it and gives up, so a container never runs twice
#   started   "pid start-ticks boot-id shim-pid shim-start-ticks", written by the program's own process before it
#             becomes the program
#   exit      the exit status, 128 + n when a signal n ended it
umask 077
directory=$1
shift
mkdir "$directory/claim" 2>/dev/null || exit 0
read -r boot </proc/sys/kernel/random/boot_id
ticks() { ticks=${20}; }
# A redirection of a builtin is opened by the shell itself, so that /proc/self is this shim.
read -r stat </proc/self/stat
ticks ${stat##*) }
shim="$$ $ticks"
(
    # /proc/self is this subshell: the process that exec turns into the program.
    read -r stat </proc/self/stat
    ticks ${stat##*) }
    printf '%s %s %s %s\n' "${stat%% *}" "$ticks" "$boot" "$shim" >"$directory/started"
    exec "$@"
) </dev/null >>"$directory/stdout.log" 2>>"$directory/stderr.log" &
program=$!
# A signal meant for the program must not end the one who records its exit.
trap : TERM INT HUP
wait "$program"
status=$?
while kill -0 "$program" 2>/dev/null; do
    wait "$program"
    status=$?
done
printf '%s\n' "$status" >"$directory/exit.partial"
# What is left of the session is killed as soon as the status is there: no child of this shell may be among it,
# or the shell would write of its end into the program's log.
trap '' TERM INT HUP
exec mv "$directory/exit.partial" "$directory/exit"
