package dev.kecs.cli.command;

import dev.kecs.cli.console.ExitCode;
import dev.kecs.cli.console.Table;
import dev.kecs.cli.doctor.Check;
import dev.kecs.cli.doctor.Checks;
import dev.kecs.cli.doctor.Finding;
import dev.kecs.cli.doctor.Finding.Verdict;
import dev.kecs.cli.doctor.RelayCheck;
import dev.kecs.cli.doctor.k3d.K3dChecks;
import dev.kecs.cli.instance.Connection;
import dev.kecs.cli.instance.Installation;
import dev.kecs.cli.instance.InstanceOption;
import dev.kecs.cli.line.Command;
import dev.kecs.cli.line.Description;
import dev.kecs.cli.line.Invocation;
import dev.kecs.cli.line.Option;
import dev.kecs.cli.line.OutputOption;
import dev.kecs.protocol.agent.AgentMethods;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// `kecs doctor`
public final class Doctor implements Command {

    private static final String K3D = "k3d";
    private static final Option<String> ENGINE =
            Option.text("--engine", "ENGINE", "Look for what this engine needs, too; by default the instance's own.");

    @Override
    public Description description() {
        return new Description("Look whether this machine can run KECS, and say what to do where it cannot.")
                .options(InstanceOption.INSTANCE, ENGINE, OutputOption.OUTPUT)
                .examples("kecs doctor", "kecs doctor --engine k3d", "kecs doctor -o json");
    }

    /// Ends with 1 when a check failed; a warning is no failure.
    @Override
    public int run(Invocation invocation) {
        Installation installation = Installation.of(invocation.console());
        List<Check> checks = new ArrayList<>(Checks.all(
                installation.home(),
                installation.dist().map(Object::toString).orElse(""),
                invocation.console().variable("PATH").orElse("")));
        checks.add(new RelayCheck(mover(invocation)));
        Optional<String> engine =
                invocation.value(ENGINE).or(() -> InstanceOption.of(invocation).engine());
        if (engine.filter(K3D::equals).isPresent()) {
            checks.addAll(K3dChecks.all());
        }
        List<Finding> findings = checks.stream().map(Check::look).toList();
        ArrayNode state = JsonNodeFactory.instance.arrayNode();
        for (Finding finding : findings) {
            state.addObject()
                    .put("check", finding.subject())
                    .put("verdict", finding.verdict().toString())
                    .put("detail", finding.detail())
                    .put("advice", finding.advice());
        }
        OutputOption.of(invocation).print(state, () -> lines(findings));
        boolean failed = findings.stream().anyMatch(finding -> finding.verdict() == Verdict.FAIL);
        return failed ? ExitCode.FAILED.number() : ExitCode.DONE.number();
    }

    private static String mover(Invocation invocation) {
        Optional<Connection> running = InstanceOption.of(invocation).agent();
        if (running.isEmpty()) {
            return "";
        }
        try (Connection agent = running.get()) {
            return agent.call(AgentMethods.AGENT_STATUS).path("mover").asString("");
        }
    }

    private static String lines(List<Finding> findings) {
        Table table = new Table("VERDICT", "CHECK", "FOUND");
        for (Finding finding : findings) {
            String advice = finding.advice().isEmpty() ? "" : "; " + finding.advice();
            table.row(finding.verdict().toString(), finding.subject(), finding.detail() + advice);
        }
        return table.render();
    }
}
