/// Sessions for the Session Manager plugin: ExecuteCommand names one, and the plugin comes for it with its token. Its
/// one rule: who has no token gets no byte. Imports `ecs`, `channel`, `message`, Undertow, XNIO and SLF4J.
@NullMarked
package dev.kecs.session;

import org.jspecify.annotations.NullMarked;
