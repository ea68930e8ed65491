package dev.syncline.core.project;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.core.SyncEngine;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where no module brings the kind of a component, the file is taken, and the engine refuses it. */
class UnknownTypeTest {

  @Test
  void theEngineNamesThePlaceOfATypeThatNobodyBrings() {
    var project = SyncProject.parse("stateStore: {path: x, type: memroy}\n", "p.yaml", Map.of());
    assertThatThrownBy(() -> SyncEngine.builder().project(project).build())
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "p.yaml:1:29: stateStore.type: no state store of type 'memroy'; did you mean"
                + " 'memory'?");
  }
}
