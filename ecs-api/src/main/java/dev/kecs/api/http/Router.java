package dev.kecs.api.http;

import dev.kecs.api.action.ActionEntry;
import dev.kecs.api.action.Caller;
import dev.kecs.api.model.ApiModel;
import dev.kecs.api.model.ModelCheck;
import dev.kecs.awsjson.AwsJson;
import dev.kecs.awsjson.MalformedJsonException;
import dev.kecs.awsjson.MalformedMemberException;
import dev.kecs.ecs.failure.EcsException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkPojo;

/// From an operation's name and a JSON body to an answer. Stateless after it is made; called from many
/// threads.
public final class Router {
    private static final Logger LOG = LoggerFactory.getLogger(Router.class);
    private final AwsJson json = new AwsJson();
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
            SdkPojo request = json.read(body, entry.newBuilder());
            check.check(request);
            return new Answer(200, json.write(entry.answer(request, caller)), "");
        } catch (MalformedJsonException broken) {
            return error(WireError.serialization("The request is not JSON: " + broken.problem()));
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

    Answer error(WireError error) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("__type", error.type());
        body.put("message", error.message());
        if (!error.resources().isEmpty()) {
            body.put("resourceIds", error.resources());
        }
        return new Answer(error.status(), json.write(body), error.type());
    }
}
