package dev.vitrine.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Words, ids and times as catalogues hold them: words repeat as in English, ids never do. */
final class Prose {
  private static final List<String> WORDS =
      List.of(
          ("the a of and in with for to on style light colour soft from model image at as grain film portrait shadow warm"
                  + " texture brush line scene wide close studio hand drawn character sheet icon isometric street rain night"
                  + " morning forest stone castle harbour winter summer lantern glass metal wood paper ink gouache watercolour"
                  + " painted trained prompts words first order lens hour weather camera shot detail background quiet bright"
                  + " muted palette contrast edges silhouette costume armour dragon knight merchant village bridge tower"
                  + " vehicle ship engine robot creature concept environment prop weapon potion card game level tile seamless"
                  + " pattern fabric leather marble sand water cloud sky sunset mist fire smoke flower garden tree leaf animal"
                  + " cat fox bird horse child woman man face hair eyes smile pose walking running standing sitting front"
                  + " side back view angle low high flat bold comic anime cartoon realistic photo cinematic vintage modern"
                  + " minimal abstract geometric organic botanical architecture interior kitchen bedroom office poster cover"
                  + " magazine logo lettering sticker badge emblem mascot toy clay voxel pixel retro neon chrome pastel"
                  + " strength steps guidance sampler seed upscale resolution aspect ratio reference mask keep change remove"
                  + " replace between before after every house artist sketchbook delivered season client brand product")
              .split(" "));
  private static final String DIGITS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final int ID_LENGTH = 24;

  private final RandomGenerator random;

  Prose(RandomGenerator random) {
    this.random = random;
  }

  /** One word; those that stand first come more often, about as in natural text. */
  String word() {
    return WORDS.get((int) Math.pow(WORDS.size(), random.nextDouble()) - 1);
  }

  /** Some words, the first with a capital, without a full stop. */
  String words(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ").append(word());
    }
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  String sentence() {
    return words(between(5, 12)) + ".";
  }

  /** A list of this many words. */
  List<Object> tags(int count) {
    List<Object> tags = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tags.add(word());
    }
    return tags;
  }

  /** An id nobody could guess, with a prefix that names the kind. */
  String id(String kind) {
    StringBuilder id = new StringBuilder(kind).append('_');
    for (int i = 0; i < ID_LENGTH; i++) {
      id.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
    return id.toString();
  }

  List<Object> ids(String kind, int count) {
    List<Object> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(id(kind));
    }
    return ids;
  }

  /** A moment of the last years. */
  String time() {
    return String.format(
        Locale.ROOT,
        "202%d-%02d-%02dT%02d:%02d:%02d.%03dZ",
        between(4, 6),
        between(1, 12),
        between(1, 28),
        between(0, 23),
        between(0, 59),
        between(0, 59),
        between(0, 999));
  }

  @SafeVarargs
  final <T> T oneOf(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }
}
