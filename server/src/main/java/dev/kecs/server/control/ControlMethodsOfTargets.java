package dev.kecs.server.control;

import dev.kecs.ecs.engine.TaskEngine;
import dev.kecs.ecs.store.Stores;
import dev.kecs.protocol.control.ControlMethods;
import dev.kecs.protocol.method.Empty;
import dev.kecs.protocol.rpc.RpcMethods;

/// The methods about targets, names, routes, ports and logs.
public final class ControlMethodsOfTargets {
    private ControlMethodsOfTargets() {}

    public static void add(RpcMethods methods, Watches watches, RoutedPorts routed, Stores stores, TaskEngine engine) {
        methods.answer(ControlMethods.TARGET_WATCH, (request, connection) -> {
            watches.watch(request.watch(), request.question(), connection);
            return new Empty();
        });
        methods.answer(ControlMethods.TARGET_UNWATCH, (request, connection) -> {
            watches.unwatch(request.watch(), connection);
            return new Empty();
        });
        methods.answer(ControlMethods.TARGET_ACKNOWLEDGE, (request, connection) -> {
            watches.acknowledge(request.watch(), request.generation(), connection);
            return new Empty();
        });
        methods.answer(ControlMethods.TARGET_RESOLVE, (request, connection) -> watches.resolve(request));
        NameLists names = new NameLists(stores);
        methods.answer(ControlMethods.NAMES_LIST, (request, connection) -> names.list(request));
        methods.answer(ControlMethods.ROUTES_WATCH, (nothing, connection) -> {
            routed.watch(connection);
            return new Empty();
        });
        methods.answer(ControlMethods.ROUTES_REPORT, (report, connection) -> {
            routed.report(report, connection);
            return new Empty();
        });
        TraefikPortList ports = TraefikPortList.of(stores, routed);
        methods.answer(ControlMethods.TRAEFIK_LIST, (nothing, connection) -> ports.list());
        methods.answerLasting(ControlMethods.TASK_LOGS, new LogAnswer(stores, engine));
    }
}
