/// Services and their deployments: what is wanted, and how far it is. The scheduler moves it; commands only
/// declare. Imports `name`, `tag`, `failure`, `task`, `taskdefinition`.
@NullMarked
package dev.kecs.ecs.service;

import org.jspecify.annotations.NullMarked;
