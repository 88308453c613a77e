package dev.kecs.hostports;

import java.util.Map;

/// Host ports promised to something that need not listen at them now, such as a stopped container.
@FunctionalInterface
public interface PublishedPorts {
    /// Nothing is known to publish any.
    PublishedPorts NONE = Map::of;

    /// All of them, with who has each: `container web`. Asked before every lease; may take a moment.
    Map<Integer, String> now();
}
