package dev.kecs.api.http;

import dev.kecs.api.action.ActionEntry;
import dev.kecs.api.action.Caller;
import dev.kecs.api.model.ApiModel;
import dev.kecs.api.model.ModelCheck;
import dev.kecs.awsjson.MalformedMemberException;
import dev.kecs.awsjson.SdkReader;
import dev.kecs.awsjson.SdkWriter;
import dev.kecs.ecs.failure.EcsException;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkPojo;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// From an operation's name and a JSON body to an answer. Stateless after it is made; called from many
/// threads.
public final class Router {
    private static final Logger LOG = LoggerFactory.getLogger(Router.class);
    private final JsonMapper json = JsonMapper.builder().build();
    private final ApiModel model = ApiModel.load();
    private final ModelCheck check = new ModelCheck(model);
    private final Map<String, ActionEntry<?, ?>> actions = new HashMap<>();

    public Router(List<ActionEntry<?, ?>> entries) {
        entries.forEach(entry -> actions.put(entry.operation(), entry));
    }

    /// @param error empty type means success
    record Answer(int status, String body, String error) {}

    Answer answer(String operation, byte[] body, Caller caller) {
        ActionEntry<?, ?> entry = actions.get(operation);
        if (entry == null) {
            return error(unknown(operation));
        }
        try {
            JsonNode tree = json.readTree(body.length == 0 ? new byte[] {'{', '}'} : body);
            SdkPojo request = SdkReader.read(entry.newBuilder(), tree);
            check.check(request);
            return new Answer(200, write(entry.answer(request, caller)), "");
        } catch (JacksonException broken) {
            return error(WireError.serialization("The request is not JSON: " + broken.getOriginalMessage()));
        } catch (MalformedMemberException malformed) {
            return error(WireError.serialization(malformed.path() + ": expected " + malformed.expected() + "."));
        } catch (EcsException refused) {
            return error(WireError.of(refused.failure()));
        } catch (RuntimeException defect) {
            LOG.error("{} failed", operation, defect);
            return error(new WireError(500, "ServerException", "KECS failed at " + operation + "; see server.log"));
        }
    }

    private WireError unknown(String operation) {
        return model.knows(operation)
                ? new WireError(501, "NotImplementedException", operation + " is not implemented by KECS.")
                : new WireError(400, "UnknownOperationException", "There is no operation '" + operation + "'.");
    }

    private String write(SdkPojo value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = json.createGenerator(text)) {
            SdkWriter.write(value, generator);
        }
        return text.toString();
    }

    Answer error(WireError error) {
        String body = json.writeValueAsString(Map.of("__type", error.type(), "message", error.message()));
        return new Answer(error.status(), body, error.type());
    }
}
