package dev.kecs.cli.forward.start;

import dev.kecs.cli.line.Candidates.Names;
import dev.kecs.cli.line.Command;
import dev.kecs.cli.line.Description;
import dev.kecs.cli.line.Invocation;
import dev.kecs.cli.line.Parameter;
import dev.kecs.protocol.target.Target;

/// `kecs port-forward start service`
public final class ForwardStartService implements Command {

    @Override
    public Description description() {
        return StartOptions.addTo(new Description("Start a forward to all running tasks of a service.")
                .parameter(Parameter.one("CLUSTER/SERVICE", "The service.").completedBy(Names.SERVICE))
                .examples(
                        "kecs port-forward start service production/webapp --local-port 8081",
                        "kecs port-forward start service production/db --target-port 5432 --name db --timeout 2m",
                        "kecs port-forward start service production/api --port 8081:80 --port 9229:9229"));
    }

    @Override
    public int run(Invocation invocation) throws InterruptedException {
        String word = invocation.words().getFirst();
        int slash = word.indexOf('/');
        if (slash < 1 || slash == word.length() - 1) {
            throw invocation.misused("'" + word + "' is not of the form CLUSTER/SERVICE");
        }
        return Starting.run(invocation, new Target.OfService(word.substring(0, slash), word.substring(slash + 1)));
    }
}
