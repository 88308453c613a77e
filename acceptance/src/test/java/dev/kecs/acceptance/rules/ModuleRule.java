package dev.kecs.acceptance.rules;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Optional;
import java.util.Set;

/// What the classes of one module may refer to: other modules by name, libraries by package prefix. The JDK and
/// JSpecify are open to all.
record ModuleRule(String module, Set<String> modules, Set<String> libraries) {
    private static final Set<String> ALWAYS = Set.of("java.", "javax.", "com.sun.net.httpserver.", "org.jspecify.");

    ModuleRule {
        modules = Set.copyOf(modules);
        libraries = Set.copyOf(libraries);
    }

    static ModuleRule of(String module) {
        return new ModuleRule(module, Set.of(), Set.of());
    }

    ModuleRule uses(String... others) {
        return new ModuleRule(module, Set.of(others), libraries);
    }

    ModuleRule with(String... prefixes) {
        return new ModuleRule(module, modules, Set.of(prefixes));
    }

    boolean allows(Dependency dependency) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (target.isPrimitive()) {
            return true;
        }
        Optional<String> other = Product.moduleOf(target);
        if (other.isPresent()) {
            return other.get().equals(module) || modules.contains(other.get());
        }
        return startsWithAny(target, ALWAYS) || startsWithAny(target, libraries);
    }

    private static boolean startsWithAny(JavaClass target, Set<String> prefixes) {
        return prefixes.stream().anyMatch(target.getName()::startsWith);
    }
}
