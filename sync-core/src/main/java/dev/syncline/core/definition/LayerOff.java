package dev.syncline.core.definition;

import java.util.List;

/**
 * Layers that are not done to a field, whichever rule asks for them.
 *
 * @param field the source field; {@code *} stands for any text
 * @param layers what is off, sorted; all if none is named
 */
public record LayerOff(String field, List<Layer> layers) {

  /** Sorts the layers. */
  public LayerOff {
    Refusal.name("off", field);
    layers =
        layers.isEmpty() ? List.of(Layer.values()) : layers.stream().distinct().sorted().toList();
  }

  /** Whether a layer is off for a field. */
  public boolean covers(String name, Layer layer) {
    return layers.contains(layer) && FieldPattern.matches(field, name);
  }
}
