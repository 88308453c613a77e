package dev.kecs.cli.demo;

import dev.kecs.cli.console.CommandFailure;
import dev.kecs.cli.console.ExitCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;

/// All tasks are killed at once; clients connect while none is ready.
///
/// @param held how many connections the forward holds now
record AllTasksDie(InetSocketAddress forward, TaskProcesses processes, LongSupplier held) {

    private static final int CLIENTS = 10;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /// @param clients how many connected while no task was ready
    /// @param heldAtOnce the most that the forward was seen to hold
    /// @param shortest from a connect to its answer
    /// @param longest from a connect to its answer
    /// @param recovery from the kill to the first answer
    /// @param answeredBy how many tasks answered, none of them a killed one
    record Result(
            int clients, long heldAtOnce, Duration shortest, Duration longest, Duration recovery, int answeredBy) {}

    private record Answer(String task, long connected, long answered) {}

    Result run(List<String> tasks) throws InterruptedException {
        long killed = System.nanoTime();
        tasks.forEach(processes::kill);
        List<Future<Answer>> asked = new ArrayList<>();
        List<Answer> answers = new ArrayList<>();
        long most = 0;
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CLIENTS; i++) {
                asked.add(clients.submit(() -> ask(tasks, killed)));
            }
            while (!asked.stream().allMatch(Future::isDone)) {
                most = Math.max(most, held.getAsLong());
                Thread.sleep(5);
            }
            for (Future<Answer> answer : asked) {
                answers.add(answer.get());
            }
        } catch (ExecutionException lost) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "a connection that was opened while no task ran got no answer: " + lost.getCause(),
                    "Look at: kecs port-forward list -o wide --instance demo");
        }
        return result(answers, most, killed);
    }

    /// One client: a connection to a task that has died already, caught in the moment before the agent knew, is
    /// reset as it must be, and is not what is shown here; the client connects again.
    private Answer ask(List<String> dead, long killed) throws IOException {
        while (true) {
            long connected = System.nanoTime();
            try (KeptConnection connection = new KeptConnection(forward)) {
                String task = connection.task();
                if (!dead.contains(task)) {
                    return new Answer(task, connected, System.nanoTime());
                }
            } catch (IOException reset) {
                if (System.nanoTime() - killed > LIMIT.toNanos()) {
                    throw reset;
                }
            }
        }
    }

    private static Result result(List<Answer> answers, long most, long killed) {
        long shortest = Long.MAX_VALUE;
        long longest = 0;
        long first = Long.MAX_VALUE;
        for (Answer answer : answers) {
            shortest = Math.min(shortest, answer.answered() - answer.connected());
            longest = Math.max(longest, answer.answered() - answer.connected());
            first = Math.min(first, answer.answered() - killed);
        }
        int tasks = (int) answers.stream().map(Answer::task).distinct().count();
        return new Result(
                answers.size(),
                most,
                Duration.ofNanos(shortest),
                Duration.ofNanos(longest),
                Duration.ofNanos(first),
                tasks);
    }
}
