package dev.vitrine.client.model;

import java.util.List;

/**
 * One thing a model can do. {@code a2b} reads as from a to b, with {@code txt}, {@code img}, {@code
 * 3d}, {@code audio} and {@code video}.
 */
public final class ModelCapability extends OpenValue {
  private static final Known<ModelCapability> KNOWN =
      new Known<>(ModelCapability.class, ModelCapability::new);

  /** {@code 3d23d}. */
  public static final ModelCapability THREE_D_TO_THREE_D = KNOWN.add("3d23d");

  /** {@code audio2audio}. */
  public static final ModelCapability AUDIO2AUDIO = KNOWN.add("audio2audio");

  /** {@code audio2txt}. */
  public static final ModelCapability AUDIO2TXT = KNOWN.add("audio2txt");

  /** {@code audio2video}. */
  public static final ModelCapability AUDIO2VIDEO = KNOWN.add("audio2video");

  /** {@code controlnet}. */
  public static final ModelCapability CONTROLNET = KNOWN.add("controlnet");

  /** {@code controlnet_img2img}. */
  public static final ModelCapability CONTROLNET_IMG2IMG = KNOWN.add("controlnet_img2img");

  /** {@code controlnet_inpaint}. */
  public static final ModelCapability CONTROLNET_INPAINT = KNOWN.add("controlnet_inpaint");

  /** {@code controlnet_inpaint_ip_adapter}. */
  public static final ModelCapability CONTROLNET_INPAINT_IP_ADAPTER =
      KNOWN.add("controlnet_inpaint_ip_adapter");

  /** {@code controlnet_ip_adapter}. */
  public static final ModelCapability CONTROLNET_IP_ADAPTER = KNOWN.add("controlnet_ip_adapter");

  /** {@code controlnet_reference}. */
  public static final ModelCapability CONTROLNET_REFERENCE = KNOWN.add("controlnet_reference");

  /** {@code controlnet_texture}. */
  public static final ModelCapability CONTROLNET_TEXTURE = KNOWN.add("controlnet_texture");

  /** {@code img23d}. */
  public static final ModelCapability IMG23D = KNOWN.add("img23d");

  /** {@code img2img}. */
  public static final ModelCapability IMG2IMG = KNOWN.add("img2img");

  /** {@code img2img_ip_adapter}. */
  public static final ModelCapability IMG2IMG_IP_ADAPTER = KNOWN.add("img2img_ip_adapter");

  /** {@code img2img_texture}. */
  public static final ModelCapability IMG2IMG_TEXTURE = KNOWN.add("img2img_texture");

  /** {@code img2txt}. */
  public static final ModelCapability IMG2TXT = KNOWN.add("img2txt");

  /** {@code img2video}. */
  public static final ModelCapability IMG2VIDEO = KNOWN.add("img2video");

  /** {@code inpaint}. */
  public static final ModelCapability INPAINT = KNOWN.add("inpaint");

  /** {@code inpaint_ip_adapter}. */
  public static final ModelCapability INPAINT_IP_ADAPTER = KNOWN.add("inpaint_ip_adapter");

  /** {@code outpaint}. */
  public static final ModelCapability OUTPAINT = KNOWN.add("outpaint");

  /** {@code reference}. */
  public static final ModelCapability REFERENCE = KNOWN.add("reference");

  /** {@code reference_texture}. */
  public static final ModelCapability REFERENCE_TEXTURE = KNOWN.add("reference_texture");

  /** {@code txt23d}. */
  public static final ModelCapability TXT23D = KNOWN.add("txt23d");

  /** {@code txt2audio}. */
  public static final ModelCapability TXT2AUDIO = KNOWN.add("txt2audio");

  /** {@code txt2img}. */
  public static final ModelCapability TXT2IMG = KNOWN.add("txt2img");

  /** {@code txt2img_ip_adapter}. */
  public static final ModelCapability TXT2IMG_IP_ADAPTER = KNOWN.add("txt2img_ip_adapter");

  /** {@code txt2img_texture}. */
  public static final ModelCapability TXT2IMG_TEXTURE = KNOWN.add("txt2img_texture");

  /** {@code txt2txt}. */
  public static final ModelCapability TXT2TXT = KNOWN.add("txt2txt");

  /** {@code txt2video}. */
  public static final ModelCapability TXT2VIDEO = KNOWN.add("txt2video");

  /** {@code video23d}. */
  public static final ModelCapability VIDEO23D = KNOWN.add("video23d");

  /** {@code video2audio}. */
  public static final ModelCapability VIDEO2AUDIO = KNOWN.add("video2audio");

  /** {@code video2img}. */
  public static final ModelCapability VIDEO2IMG = KNOWN.add("video2img");

  /** {@code video2video}. */
  public static final ModelCapability VIDEO2VIDEO = KNOWN.add("video2video");

  private ModelCapability(String value, boolean known) {
    super(value, known);
  }

  /** The value of this name, whether or not this version of the client knows it. */
  public static ModelCapability of(String value) {
    return KNOWN.of(value);
  }

  /** All values this version of the client knows. */
  public static List<ModelCapability> known() {
    return KNOWN.all();
  }
}
