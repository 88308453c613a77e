package dev.kecs.engine.kubernetes.apiserver;

import io.fabric8.zjsonpatch.JsonPatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What an API server keeps: objects by their paths, and their changes, which are numbered. Any thread may call it; it
/// is its own lock.
final class ApiObjects {
    /// Node ports that others ask for by number are below.
    private static final int FIRST_NODE_PORT = 31_000;

    /// One change, as a watch tells it.
    ///
    /// @param collection the path of all objects of this kind in this namespace
    record Change(long version, String collection, String type, ObjectNode object) {}

    private final Map<String, ObjectNode> objects = new TreeMap<>();
    private final List<Change> changes = new ArrayList<>();
    private long version;
    private long forgotten;
    private int nodePorts = FIRST_NODE_PORT;

    ApiObjects(long version) {
        this.version = version;
        this.forgotten = version;
    }

    synchronized long version() {
        return version;
    }

    /// Nobody can watch from an earlier version any more.
    synchronized void compact() {
        changes.clear();
        forgotten = version;
    }

    /// The same objects numbered anew, as after a restore from a copy.
    synchronized void renumber(long from) {
        version = from;
        compact();
        objects.values().forEach(object -> stamp(object, ++version));
        forgotten = version;
    }

    synchronized boolean knows(long since) {
        return since >= forgotten && since <= version;
    }

    synchronized List<ObjectNode> list(String collection) {
        return objects.entrySet().stream()
                .filter(each -> each.getKey().startsWith(collection + "/"))
                .map(each -> each.getValue().deepCopy())
                .toList();
    }

    synchronized Optional<ObjectNode> get(String path) {
        return Optional.ofNullable(objects.get(path)).map(ObjectNode::deepCopy);
    }

    /// Empty when there is one of that name.
    synchronized Optional<ObjectNode> create(String collection, String json) {
        ObjectNode object = (ObjectNode) JsonMapper.shared().readTree(json);
        ObjectNode metadata = (ObjectNode) object.get("metadata");
        String path = collection + "/" + metadata.get("name").asString();
        if (objects.containsKey(path)) {
            return Optional.empty();
        }
        metadata.put("uid", UUID.randomUUID().toString());
        metadata.put("creationTimestamp", Instant.now().toString());
        if ("Service".equals(object.path("kind").asString())) {
            object.path("spec").path("ports").forEach(port -> {
                if (!port.hasNonNull("nodePort")) {
                    ((ObjectNode) port).put("nodePort", nodePorts++);
                }
            });
        }
        return Optional.of(keep(path, "ADDED", object));
    }

    /// Whether a Service asks for a node port that another has.
    synchronized boolean asksForATakenNodePort(String json) {
        List<Integer> wanted = nodePorts(JsonMapper.shared().readTree(json));
        return objects.values().stream()
                .flatMap(each -> nodePorts(each).stream())
                .anyMatch(wanted::contains);
    }

    private static List<Integer> nodePorts(JsonNode object) {
        return object.path("spec")
                .path("ports")
                .valueStream()
                .map(port -> port.path("nodePort").asInt(0))
                .filter(port -> port > 0)
                .toList();
    }

    /// @throws java.util.NoSuchElementException when there is no such object
    synchronized ObjectNode change(String path, UnaryOperator<ObjectNode> change) {
        return keep(path, "MODIFIED", change.apply(get(path).orElseThrow()));
    }

    synchronized ObjectNode patch(String path, String patch) {
        JsonNode operations = JsonMapper.shared().readTree(patch);
        return change(path, object -> (ObjectNode) JsonPatch.apply(operations, object));
    }

    synchronized Optional<ObjectNode> remove(String path) {
        Optional<ObjectNode> gone = Optional.ofNullable(objects.remove(path));
        gone.ifPresent(object -> tell(path, "DELETED", object));
        return gone;
    }

    private ObjectNode keep(String path, String type, ObjectNode object) {
        tell(path, type, object);
        objects.put(path, object);
        return object.deepCopy();
    }

    private void tell(String path, String type, ObjectNode object) {
        stamp(object, ++version);
        changes.add(new Change(version, path.substring(0, path.lastIndexOf('/')), type, object.deepCopy()));
        notifyAll();
    }

    private static void stamp(ObjectNode object, long version) {
        ((ObjectNode) object.get("metadata")).put("resourceVersion", Long.toString(version));
    }

    /// Waits for the next change of the collection after this version.
    synchronized Change next(String collection, long after) throws InterruptedException {
        while (true) {
            Optional<Change> found = changes.stream()
                    .filter(each -> each.version() > after && each.collection().equals(collection))
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            wait();
        }
    }

    /// All changes of an object that are remembered, the earliest first.
    synchronized List<Change> history(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return changes.stream()
                .filter(each -> path.startsWith(each.collection() + "/")
                        && each.object()
                                .path("metadata")
                                .path("name")
                                .asString()
                                .equals(name))
                .toList();
    }
}
