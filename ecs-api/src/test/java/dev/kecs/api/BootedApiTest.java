package dev.kecs.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BootedApiTest {
    @Test
    void theRealClientIsAnsweredOnAPortOfItsOwn() {
        try (BootedApi api = BootedApi.start()) {
            assertThat(api.ecs
                            .createCluster(request -> request.clusterName("production"))
                            .cluster()
                            .clusterArn())
                    .isEqualTo("arn:aws:ecs:eu-west-1:000000000000:cluster/production");
            assertThat(api.post("ListClusters", "{\"maxResults\":\"many\"}").type())
                    .isEqualTo("SerializationException");
        }
    }
}
