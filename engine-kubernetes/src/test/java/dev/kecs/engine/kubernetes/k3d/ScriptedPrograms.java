package dev.kecs.engine.kubernetes.k3d;

import dev.kecs.engine.kubernetes.program.ProgramException;
import dev.kecs.engine.kubernetes.program.Programs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// Programs that only write down what they were asked for, and answer as a test has said. Thread-safe.
final class ScriptedPrograms implements Programs {
    interface Answer {
        String to(List<String> command) throws ProgramException, InterruptedException;
    }

    private final LinkedHashMap<String, Answer> answers = new LinkedHashMap<>();
    private final List<String> asked = new ArrayList<>();

    /// Command lines that contain this get that answer; the last one said counts.
    synchronized ScriptedPrograms answer(String part, Answer answer) {
        answers.putFirst(part, answer);
        return this;
    }

    ScriptedPrograms answer(String part, String answer) {
        return answer(part, command -> answer);
    }

    ScriptedPrograms fail(String part, String output) {
        return answer(part, command -> {
            throw new ProgramException(command, "ended with exit code 1", OptionalInt.of(1), output);
        });
    }

    /// All command lines, in order.
    synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public String run(List<String> command, Duration limit) throws ProgramException, InterruptedException {
        Answer answer;
        synchronized (this) {
            String line = String.join(" ", command);
            asked.add(line);
            answer = answers.entrySet().stream()
                    .filter(each -> line.contains(each.getKey()))
                    .findFirst()
                    .<Answer>map(Map.Entry::getValue)
                    .orElse(any -> "");
        }
        return answer.to(command);
    }

    @Override
    public synchronized void endLeftOver(List<String> beginning) {
        asked.add("(end) " + String.join(" ", beginning));
    }
}
