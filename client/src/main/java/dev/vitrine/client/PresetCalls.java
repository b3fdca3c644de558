package dev.vitrine.client;

import dev.vitrine.client.model.Preset;
import java.util.List;

/** What can be asked about presets: the request, and what its answer means. */
final class PresetCalls {
  private static final String IS_DEFAULT = "isDefault";
  private static final ObjectAnswer.ElementReader<Preset> PRESET = ObjectAnswer.typed(Preset.class);

  private PresetCalls() {}

  private static Target presets(String modelId) {
    return CallForms.model(modelId).segment("presets");
  }

  private static Target preset(String modelId, String presetId) {
    return presets(modelId).segment(Ids.checked(presetId));
  }

  static Operation<List<Preset>> list(String modelId, RequestOptions options) {
    return new Operation<>(
        CallForms.get(presets(modelId), options),
        answer -> ObjectAnswer.page(answer, "presets", PRESET).items());
  }

  static Operation<Preset> create(
      String modelId, String inferenceId, boolean isDefault, RequestOptions options) {
    BodyFields body = new BodyFields();
    body.set("inferenceId", inferenceId);
    body.set(IS_DEFAULT, isDefault);
    return new Operation<>(
        CallForms.create(presets(modelId), body.bytes(), null, options), PresetCalls::one);
  }

  static Operation<Preset> update(
      String modelId, String presetId, boolean isDefault, RequestOptions options) {
    BodyFields body = new BodyFields();
    body.set(IS_DEFAULT, isDefault);
    return new Operation<>(
        CallForms.put(preset(modelId, presetId), body.bytes(), options), PresetCalls::one);
  }

  static Operation<Boolean> delete(String modelId, String presetId, RequestOptions options) {
    return CallForms.deletion(preset(modelId, presetId), options);
  }

  private static Preset one(Answer answer) {
    return ObjectAnswer.member(answer, "preset", PRESET);
  }
}
