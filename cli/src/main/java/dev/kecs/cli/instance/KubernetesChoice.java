package dev.kecs.cli.instance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which Kubernetes cluster the engine `kubernetes` is told to use. What is left open is the server's to find.
///
/// @param kubeconfig absolute
/// @param context one of that file's
public record KubernetesChoice(Optional<String> kubeconfig, Optional<String> context) {
    static final KubernetesChoice OPEN = new KubernetesChoice(Optional.empty(), Optional.empty());

    boolean open() {
        return kubeconfig.isEmpty() && context.isEmpty();
    }

    /// What is left open is as it was; another file's contexts are other ones.
    KubernetesChoice or(KubernetesChoice before) {
        return kubeconfig.isPresent() ? this : new KubernetesChoice(before.kubeconfig(), context.or(before::context));
    }

    List<String> options() {
        List<String> options = new ArrayList<>();
        kubeconfig.ifPresent(file -> options.addAll(List.of("--kubeconfig", file)));
        context.ifPresent(name -> options.addAll(List.of("--context", name)));
        return options;
    }
}
