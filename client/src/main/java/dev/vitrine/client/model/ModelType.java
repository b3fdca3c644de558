package dev.vitrine.client.model;

import java.util.List;

/**
 * Architecture and role of a model. The ending tells the role: {@code -lora} is an adapter, {@code
 * -composition} a blend of adapters. {@code custom} models declare their own inputs. The rest are
 * base models, hosted services and voices.
 */
public final class ModelType extends OpenValue {
  private static final Known<ModelType> KNOWN = new Known<>(ModelType.class, ModelType::new);

  /** {@code custom}. */
  public static final ModelType CUSTOM = KNOWN.add("custom");

  /** {@code elevenlabs-voice}. */
  public static final ModelType ELEVENLABS_VOICE = KNOWN.add("elevenlabs-voice");

  /** {@code flux.1}. */
  public static final ModelType FLUX_1 = KNOWN.add("flux.1");

  /** {@code flux.1-composition}. */
  public static final ModelType FLUX_1_COMPOSITION = KNOWN.add("flux.1-composition");

  /** {@code flux.1-kontext-dev}. */
  public static final ModelType FLUX_1_KONTEXT_DEV = KNOWN.add("flux.1-kontext-dev");

  /** {@code flux.1-kontext-lora}. */
  public static final ModelType FLUX_1_KONTEXT_LORA = KNOWN.add("flux.1-kontext-lora");

  /** {@code flux.1-krea-dev}. */
  public static final ModelType FLUX_1_KREA_DEV = KNOWN.add("flux.1-krea-dev");

  /** {@code flux.1-krea-lora}. */
  public static final ModelType FLUX_1_KREA_LORA = KNOWN.add("flux.1-krea-lora");

  /** {@code flux.1-lora}. */
  public static final ModelType FLUX_1_LORA = KNOWN.add("flux.1-lora");

  /** {@code flux.1-pro}. */
  public static final ModelType FLUX_1_PRO = KNOWN.add("flux.1-pro");

  /** {@code flux.1.1-pro-ultra}. */
  public static final ModelType FLUX_1_1_PRO_ULTRA = KNOWN.add("flux.1.1-pro-ultra");

  /** {@code flux.2-dev-edit-lora}. */
  public static final ModelType FLUX_2_DEV_EDIT_LORA = KNOWN.add("flux.2-dev-edit-lora");

  /** {@code flux.2-dev-lora}. */
  public static final ModelType FLUX_2_DEV_LORA = KNOWN.add("flux.2-dev-lora");

  /** {@code flux.2-klein-4b-edit-lora}. */
  public static final ModelType FLUX_2_KLEIN_4B_EDIT_LORA = KNOWN.add("flux.2-klein-4b-edit-lora");

  /** {@code flux.2-klein-4b-lora}. */
  public static final ModelType FLUX_2_KLEIN_4B_LORA = KNOWN.add("flux.2-klein-4b-lora");

  /** {@code flux.2-klein-9b-edit-lora}. */
  public static final ModelType FLUX_2_KLEIN_9B_EDIT_LORA = KNOWN.add("flux.2-klein-9b-edit-lora");

  /** {@code flux.2-klein-9b-lora}. */
  public static final ModelType FLUX_2_KLEIN_9B_LORA = KNOWN.add("flux.2-klein-9b-lora");

  /** {@code flux.2-klein-base-4b-edit-lora}. */
  public static final ModelType FLUX_2_KLEIN_BASE_4B_EDIT_LORA =
      KNOWN.add("flux.2-klein-base-4b-edit-lora");

  /** {@code flux.2-klein-base-4b-lora}. */
  public static final ModelType FLUX_2_KLEIN_BASE_4B_LORA = KNOWN.add("flux.2-klein-base-4b-lora");

  /** {@code flux.2-klein-base-9b-edit-lora}. */
  public static final ModelType FLUX_2_KLEIN_BASE_9B_EDIT_LORA =
      KNOWN.add("flux.2-klein-base-9b-edit-lora");

  /** {@code flux.2-klein-base-9b-lora}. */
  public static final ModelType FLUX_2_KLEIN_BASE_9B_LORA = KNOWN.add("flux.2-klein-base-9b-lora");

  /** {@code flux1.1-pro}. */
  public static final ModelType FLUX1_1_PRO = KNOWN.add("flux1.1-pro");

  /** {@code gpt-image-1}. */
  public static final ModelType GPT_IMAGE_1 = KNOWN.add("gpt-image-1");

  /** {@code qwen-image-2512-lora}. */
  public static final ModelType QWEN_IMAGE_2512_LORA = KNOWN.add("qwen-image-2512-lora");

  /** {@code qwen-image-edit-2509-lora}. */
  public static final ModelType QWEN_IMAGE_EDIT_2509_LORA = KNOWN.add("qwen-image-edit-2509-lora");

  /** {@code qwen-image-edit-2511-lora}. */
  public static final ModelType QWEN_IMAGE_EDIT_2511_LORA = KNOWN.add("qwen-image-edit-2511-lora");

  /** {@code qwen-image-edit-lora}. */
  public static final ModelType QWEN_IMAGE_EDIT_LORA = KNOWN.add("qwen-image-edit-lora");

  /** {@code qwen-image-lora}. */
  public static final ModelType QWEN_IMAGE_LORA = KNOWN.add("qwen-image-lora");

  /** {@code sd-1_5}. */
  public static final ModelType SD_1_5 = KNOWN.add("sd-1_5");

  /** {@code sd-1_5-composition}. */
  public static final ModelType SD_1_5_COMPOSITION = KNOWN.add("sd-1_5-composition");

  /** {@code sd-1_5-lora}. */
  public static final ModelType SD_1_5_LORA = KNOWN.add("sd-1_5-lora");

  /** {@code sd-xl}. */
  public static final ModelType SD_XL = KNOWN.add("sd-xl");

  /** {@code sd-xl-composition}. */
  public static final ModelType SD_XL_COMPOSITION = KNOWN.add("sd-xl-composition");

  /** {@code sd-xl-lora}. */
  public static final ModelType SD_XL_LORA = KNOWN.add("sd-xl-lora");

  /** {@code zimage-de-turbo-lora}. */
  public static final ModelType ZIMAGE_DE_TURBO_LORA = KNOWN.add("zimage-de-turbo-lora");

  /** {@code zimage-lora}. */
  public static final ModelType ZIMAGE_LORA = KNOWN.add("zimage-lora");

  /** {@code zimage-turbo-lora}. */
  public static final ModelType ZIMAGE_TURBO_LORA = KNOWN.add("zimage-turbo-lora");

  private ModelType(String value, boolean known) {
    super(value, known);
  }

  /** The value of this name, whether or not this version of the client knows it. */
  public static ModelType of(String value) {
    return KNOWN.of(value);
  }

  /** All values this version of the client knows. */
  public static List<ModelType> known() {
    return KNOWN.all();
  }
}
