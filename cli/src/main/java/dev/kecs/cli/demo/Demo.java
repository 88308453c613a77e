package dev.kecs.cli.demo;

import dev.kecs.cli.command.Stop;
import dev.kecs.cli.console.Console;
import dev.kecs.cli.instance.Endpoint;
import dev.kecs.cli.instance.Installation;
import dev.kecs.cli.instance.Instance;
import dev.kecs.cli.instance.Server;
import dev.kecs.cli.line.Command;
import dev.kecs.cli.line.Description;
import dev.kecs.cli.line.Invocation;
import dev.kecs.cli.line.Option;
import dev.kecs.protocol.paths.InstanceName;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// `kecs demo`
public final class Demo implements Command {

    private static final Option<Boolean> CLEANUP = Option.flag("--cleanup", "Stop the demo and delete its instance.");
    private static final int REQUESTS = 100;

    @Override
    public Description description() {
        return new Description("Run a service behind a forward, kill its tasks, and report what a client saw.")
                .options(CLEANUP)
                .examples("kecs demo", "kecs demo --cleanup")
                .notes("It uses an instance of its own, named demo, and leaves it running.");
    }

    @Override
    public int run(Invocation invocation) throws Exception {
        Installation installation = Installation.of(invocation.console());
        Instance instance = Instance.of(installation, new InstanceName("demo"));
        if (invocation.has(CLEANUP)) {
            cleanUp(instance, invocation.console());
        } else {
            show(instance, invocation.console());
        }
        return 0;
    }

    private static void cleanUp(Instance instance, Console console) throws InterruptedException {
        if (!instance.exists()) {
            console.print("There is no demo to remove.");
            return;
        }
        Stop.stop(instance, false, console);
        instance.delete();
        console.print("The demo is removed.");
    }

    private static void show(Instance instance, Console console) throws IOException, InterruptedException {
        Report report = new Report(console);
        Server server = new Server(instance);
        Optional<JsonNode> running = server.status();
        JsonNode status = running.isPresent() ? running.get() : server.start(Server.Wish.NONE);
        String endpoint = Endpoint.of(status).url();
        report.step("instance demo " + (running.isPresent() ? "runs already" : "started") + ", ECS API on " + endpoint);
        try (EcsCalls ecs = EcsCalls.to(endpoint)) {
            DemoService service = new DemoService(ecs);
            boolean reused = service.ensure(instance.installation().example("webapp/task-definition.json"));
            service.awaitSteady();
            report.step("service demo/web " + (reused ? "is there already" : "created") + ", " + DemoService.DESIRED
                    + " tasks running");
            try (DemoForward forward = DemoForward.ready(instance)) {
                report.step("forward " + forward.address().getHostString() + ":"
                        + forward.address().getPort() + " → demo/web is ready");
                report.requests(REQUESTS, answers(forward));
                TaskProcesses processes = new TaskProcesses(instance.paths().tasks());
                report.oneTaskDied(new OneTaskDies(forward.address(), processes).run());
                service.awaitSteady();
                forward.awaitReady();
                report.allTasksDied(new AllTasksDie(forward.address(), processes, forward::held).run(service.tasks()));
                service.awaitSteady();
                report.farewell(endpoint, forward.address().getPort());
            }
        }
    }

    /// How many of the requests, each on a connection of its own, each task answered.
    private static Map<String, Integer> answers(DemoForward forward) throws IOException {
        Map<String, Integer> answers = new TreeMap<>();
        for (int i = 0; i < REQUESTS; i++) {
            try (KeptConnection connection = new KeptConnection(forward.address())) {
                answers.merge(connection.task(), 1, Integer::sum);
            }
        }
        return answers;
    }
}
