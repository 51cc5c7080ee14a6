package io.plumbline.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;

class TestServicesTest {
    @Test
    void anUnknownBackendIsAnErrorThatNamesTheKnownOnes() {
        assertThatThrownBy(() -> TestServices.backendNamed("mocks"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("-Dplumbline.services=mocks is unknown")
                .hasMessageContaining("embedded")
                .hasMessageContaining("containers");
    }

    @Test
    void bothKnownBackendsAreThere() {
        assertThat(TestServices.backendNamed("embedded")).isInstanceOf(EmbeddedServices.class);
        assertThat(TestServices.backendNamed("containers")).isInstanceOf(ContainerServices.class);
    }

    @Test
    void theContainerRunsTheBrokerVersionThatIsEmbedded() {
        assertThat(ContainerServices.KAFKA_IMAGE).isEqualTo("apache/kafka:" + AppInfoParser.getVersion());
    }
}
