package dev.vitrine.client.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a training. Which of them count depends on the kind of training, named at the end of
 * each description.
 */
public final class TrainingParameters extends ApiObject {
  private @Nullable String age;
  private @Nullable BigDecimal batchSize;
  private @Nullable String classPrompt;
  private @Nullable String cloneType;
  private @Nullable String conceptPrompt;
  private @Nullable String gender;
  private @Nullable String language;
  private @Nullable BigDecimal learningRate;
  private @Nullable BigDecimal learningRateTextEncoder;
  private @Nullable BigDecimal learningRateUnet;
  private @Nullable LrScheduler lrScheduler;
  private @Nullable BigDecimal maxTrainSteps;
  private @Nullable BigDecimal nbEpochs;
  private @Nullable BigDecimal nbRepeats;
  private @Nullable BigDecimal numTextTrainSteps;
  private @Nullable BigDecimal numUNetTrainSteps;
  private @Nullable OptimizeFor optimizeFor;
  private @Nullable BigDecimal priorLossWeight;
  private @Nullable Boolean randomCrop;
  private @Nullable BigDecimal randomCropRatio;
  private @Nullable BigDecimal randomCropScale;
  private @Nullable BigDecimal rank;
  private @Nullable Boolean removeBackgroundNoise;
  private @Nullable List<String> samplePrompts;
  private @Nullable List<String> sampleSourceImages;
  private @Nullable Boolean scaleLr;
  private @Nullable BigDecimal seed;
  private @Nullable BigDecimal textEncoderTrainingRatio;
  private @Nullable BigDecimal validationFrequency;
  private @Nullable String validationPrompt;
  private @Nullable String voiceDescription;
  private @Nullable String wandbKey;

  private TrainingParameters() {}

  /** The speaker's age group, for professional cloning. ElevenLabs voices. */
  public Optional<String> age() {
    return Optional.ofNullable(age);
  }

  /**
   * How many images go into one step, 1 to 4. A larger batch means fewer steps and a higher
   * learning rate. Flux LoRA.
   */
  public Optional<BigDecimal> batchSize() {
    return Optional.ofNullable(batchSize);
  }

  /** Prompt that describes the class at large, to tell the subject from its kind. SD 1.5. */
  public Optional<String> classPrompt() {
    return Optional.ofNullable(classPrompt);
  }

  /**
   * {@code instant}, which is quick, or {@code professional}, which sounds better and asks for a
   * captcha. ElevenLabs voices.
   */
  public Optional<String> cloneType() {
    return Optional.ofNullable(cloneType);
  }

  /**
   * The phrase, identifier included, that evokes the subject. Default {@code daiton} for SDXL, and
   * for SD 1.5 where the model has no class; empty for Flux.
   */
  public Optional<String> conceptPrompt() {
    return Optional.ofNullable(conceptPrompt);
  }

  /** The speaker's gender, for professional cloning. ElevenLabs voices. */
  public Optional<String> gender() {
    return Optional.ofNullable(gender);
  }

  /** Language of the recordings, as an ISO 639-1 code. ElevenLabs voices. */
  public Optional<String> language() {
    return Optional.ofNullable(language);
  }

  /**
   * Learning rate once any warm-up is over, above 0. Default 0.000005 for SD 1.5 and SDXL, 0.0001
   * for Flux.
   */
  public Optional<BigDecimal> learningRate() {
    return Optional.ofNullable(learningRate);
  }

  /**
   * Learning rate of the text encoder once any warm-up is over, above 0 and at most 0.001; for Flux
   * LoRA at least 0.000001. Default 0.00005 for SDXL, 0.00001 for Flux LoRA.
   */
  public Optional<BigDecimal> learningRateTextEncoder() {
    return Optional.ofNullable(learningRateTextEncoder);
  }

  /** Learning rate of the UNet once any warm-up is over, above 0. SDXL LoRA. */
  public Optional<BigDecimal> learningRateUnet() {
    return Optional.ofNullable(learningRateUnet);
  }

  /**
   * How the learning rate changes over the steps. Default {@code constant}. SD 1.5 and SDXL LoRA.
   */
  public Optional<LrScheduler> lrScheduler() {
    return Optional.ofNullable(lrScheduler);
  }

  /**
   * Upper limit of steps, 0 to 40000, for Flux to 10000. Default, with n training images: n × 225 /
   * 3 rounded for SD 1.5, n × 175 for SDXL, n × 100 for Flux. SDXL LoRA goes by {@code
   * numTextTrainSteps} and {@code numUNetTrainSteps}.
   */
  public Optional<BigDecimal> maxTrainSteps() {
    return Optional.ofNullable(maxTrainSteps);
  }

  /** How many epochs to run, 1 to 30. Flux LoRA. */
  public Optional<BigDecimal> nbEpochs() {
    return Optional.ofNullable(nbEpochs);
  }

  /** How often each image is shown per epoch, 1 to 30. Flux LoRA. */
  public Optional<BigDecimal> nbRepeats() {
    return Optional.ofNullable(nbRepeats);
  }

  /** Steps spent on the text encoder, 0 to 40000. SDXL LoRA. */
  public Optional<BigDecimal> numTextTrainSteps() {
    return Optional.ofNullable(numTextTrainSteps);
  }

  /** Steps spent on the UNet, 0 to 40000. SDXL LoRA. */
  public Optional<BigDecimal> numUNetTrainSteps() {
    return Optional.ofNullable(numUNetTrainSteps);
  }

  /** The kind of subject that decides which transformer blocks are trained. Flux LoRA. */
  public Optional<OptimizeFor> optimizeFor() {
    return Optional.ofNullable(optimizeFor);
  }

  /**
   * How much weight prior preservation has in the loss, any number above 0. SD 1.5 and SDXL LoRA.
   */
  public Optional<BigDecimal> priorLossWeight() {
    return Optional.ofNullable(priorLossWeight);
  }

  /**
   * Whether images are cropped at random places rather than in the middle before they are scaled to
   * working size. SD 1.5 and SDXL LoRA.
   */
  public Optional<Boolean> randomCrop() {
    return Optional.ofNullable(randomCrop);
  }

  /** Share of the images that are cropped at random, 0 to 1. SD 1.5 and SDXL LoRA. */
  public Optional<BigDecimal> randomCropRatio() {
    return Optional.ofNullable(randomCropRatio);
  }

  /** Size of a random crop relative to the image, 0 to 1. SD 1.5 and SDXL LoRA. */
  public Optional<BigDecimal> randomCropScale() {
    return Optional.ofNullable(randomCropScale);
  }

  /**
   * Dimension of the LoRA matrices, 2 to 128; Flux LoRA takes at most 64. Default 16 for Flux, 64
   * for Musubi and for SDXL, where it is deprecated.
   */
  public Optional<BigDecimal> rank() {
    return Optional.ofNullable(rank);
  }

  /**
   * Whether recordings are cleaned before cloning; each must then last 5 seconds or more.
   * ElevenLabs voices.
   */
  public Optional<Boolean> removeBackgroundNoise() {
    return Optional.ofNullable(removeBackgroundNoise);
  }

  /** Prompts from which a picture is made at each epoch. Flux LoRA. */
  public Optional<List<String>> samplePrompts() {
    return list(samplePrompts);
  }

  /**
   * Pictures to go with {@code samplePrompts}, one for each prompt, in the same order. Flux LoRA.
   */
  public Optional<List<String>> sampleSourceImages() {
    return list(sampleSourceImages);
  }

  /**
   * Once scaled the learning rate; has no effect any more. SD 1.5 and SDXL LoRA.
   *
   * @deprecated the platform ignores it
   */
  @Deprecated
  public Optional<Boolean> scaleLr() {
    return Optional.ofNullable(scaleLr);
  }

  /**
   * Makes a training repeatable, 0 to 9007199254740991. Drawn at random where absent. SD 1.5 and
   * SDXL LoRA.
   */
  public Optional<BigDecimal> seed() {
    return Optional.ofNullable(seed);
  }

  /**
   * Share of the steps spent on the text encoder before the UNet gets the rest, 0 to 0.99.
   * Superseded by {@code numTextTrainSteps} and {@code numUNetTrainSteps}. SD 1.5 and SDXL LoRA.
   *
   * @deprecated see {@link #numTextTrainSteps()} and {@link #numUNetTrainSteps()}
   */
  @Deprecated
  public Optional<BigDecimal> textEncoderTrainingRatio() {
    return Optional.ofNullable(textEncoderTrainingRatio);
  }

  /** Steps from one validation to the next, 0 to {@code maxTrainSteps}. SD 1.5 and SDXL LoRA. */
  public Optional<BigDecimal> validationFrequency() {
    return Optional.ofNullable(validationFrequency);
  }

  /** The prompt that validations render. SD 1.5 and SDXL LoRA. */
  public Optional<String> validationPrompt() {
    return Optional.ofNullable(validationPrompt);
  }

  /** What the voice sounds like, in words. ElevenLabs voices. */
  public Optional<String> voiceDescription() {
    return Optional.ofNullable(voiceDescription);
  }

  /**
   * Key for logging the training to Weights &amp; Biases, at most 40 characters. Stored and never
   * shown again: no answer, log or export contains it.
   */
  public Optional<String> wandbKey() {
    return Optional.ofNullable(wandbKey);
  }
}
