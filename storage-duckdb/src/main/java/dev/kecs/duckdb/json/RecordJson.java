package dev.kecs.duckdb.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.kecs.awsjson.MalformedMemberException;
import dev.kecs.ecs.engine.ContainerObservation;
import dev.kecs.ecs.service.Deployment;
import dev.kecs.ecs.task.TaskGoal;
import dev.kecs.ecs.task.TaskState;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/// Writes records as JSON and reads them back. Usable from any thread.
public final class RecordJson {
    private final JsonMapper mapper = JsonMapper.builder()
            .addModule(new ArnModule())
            .addModule(new SdkModule())
            .addMixIn(TaskGoal.class, StateNames.OfTaskGoal.class)
            .addMixIn(TaskState.class, StateNames.OfTaskState.class)
            .addMixIn(Deployment.Rollout.class, StateNames.OfRollout.class)
            .addMixIn(ContainerObservation.State.class, StateNames.OfContainer.class)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .changeDefaultPropertyInclusion(
                    ignored -> JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
            .withConfigOverride(
                    List.class, list -> list.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .withConfigOverride(Map.class, map -> map.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .build();

    /// @throws IllegalArgumentException when the record has a part that no one said how to write: a defect
    public String write(Object record) {
        try {
            return mapper.writeValueAsString(record);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "Cannot write " + record.getClass().getSimpleName() + " as JSON", e);
        }
    }

    /// @param key names the record in the failure's message
    public <V> V read(String body, Class<V> type, String key) throws UnreadableJsonException {
        try {
            return mapper.readValue(body, type);
        } catch (JacksonException | MalformedMemberException e) {
            throw new UnreadableJsonException(key, e);
        }
    }
}
