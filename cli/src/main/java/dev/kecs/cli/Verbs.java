package dev.kecs.cli;

import dev.kecs.cli.command.Completion;
import dev.kecs.cli.command.Destroy;
import dev.kecs.cli.command.Doctor;
import dev.kecs.cli.command.Instances;
import dev.kecs.cli.command.Logs;
import dev.kecs.cli.command.Restart;
import dev.kecs.cli.command.Start;
import dev.kecs.cli.command.Status;
import dev.kecs.cli.command.Stop;
import dev.kecs.cli.command.Version;
import dev.kecs.cli.completion.Complete;
import dev.kecs.cli.demo.Demo;
import dev.kecs.cli.exec.Exec;
import dev.kecs.cli.forward.ForwardDescription;
import dev.kecs.cli.forward.ForwardEnvironment;
import dev.kecs.cli.forward.ForwardEvents;
import dev.kecs.cli.forward.ForwardList;
import dev.kecs.cli.forward.ForwardLog;
import dev.kecs.cli.forward.PortForward;
import dev.kecs.cli.forward.RestartAgent;
import dev.kecs.cli.forward.SelectedForwards;
import dev.kecs.cli.forward.WaitForForward;
import dev.kecs.cli.forward.file.DownForwards;
import dev.kecs.cli.forward.file.RunForwards;
import dev.kecs.cli.forward.screen.ForwardScreen;
import dev.kecs.cli.forward.start.ForwardStart;
import dev.kecs.cli.forward.start.ForwardStartService;
import dev.kecs.cli.forward.start.ForwardStartTask;
import dev.kecs.cli.line.Verb;
import dev.kecs.cli.traefik.Traefik;
import dev.kecs.cli.traefik.TraefikList;

/// The tree of commands. Adding a command: its class, a line here, a row in the reference.
public final class Verbs {

    private static final Verb PORT_FORWARD = Verb.group(
                    "port-forward",
                    PortForward::new,
                    Verb.group(
                            "start",
                            ForwardStart::new,
                            Verb.leaf("service", ForwardStartService::new),
                            Verb.leaf("task", ForwardStartTask::new)),
                    Verb.leaf("run", RunForwards::new),
                    Verb.leaf("down", DownForwards::new),
                    Verb.leaf("list", ForwardList::new),
                    Verb.leaf("describe", ForwardDescription::new),
                    Verb.leaf("stop", SelectedForwards::stop),
                    Verb.leaf("pause", SelectedForwards::pause),
                    Verb.leaf("resume", SelectedForwards::resume),
                    Verb.leaf("wait", WaitForForward::new),
                    Verb.leaf("logs", ForwardLog::new),
                    Verb.leaf("events", ForwardEvents::new),
                    Verb.leaf("env", ForwardEnvironment::new),
                    Verb.leaf("ui", () -> new ForwardScreen(root())),
                    Verb.leaf("restart-agent", RestartAgent::new))
            .alias("pf");

    public static final Verb ROOT = Verb.group(
            "kecs",
            Kecs::new,
            Verb.leaf("demo", Demo::new),
            Verb.leaf("start", Start::new),
            Verb.leaf("stop", Stop::new),
            Verb.leaf("restart", Restart::new),
            Verb.leaf("status", Status::new),
            Verb.leaf("instances", Instances::new),
            Verb.leaf("destroy", Destroy::new),
            PORT_FORWARD,
            Verb.group("traefik", Traefik::new, Verb.leaf("list", TraefikList::new)),
            Verb.leaf("logs", Logs::new),
            Verb.leaf("exec", Exec::new),
            Verb.leaf("doctor", Doctor::new),
            Verb.leaf("completion", Completion::new),
            Verb.leaf(Complete.VERB, () -> new Complete(root())),
            Verb.leaf("version", Version::new));

    private Verbs() {}

    private static Verb root() {
        return ROOT;
    }
}
