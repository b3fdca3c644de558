package dev.vitrine.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Settings as text, and where each was set. Of several places the strongest counts: command line,
 * environment, file, default.
 */
public final class Settings {
  private final Map<Setting, Value> values = new EnumMap<>(Setting.class);

  /**
   * A setting's text.
   *
   * @param origin where it was set, for people
   */
  public record Value(String text, String origin) {}

  /** The defaults. */
  public Settings() {
    for (Setting setting : Setting.values()) {
      values.put(setting, new Value(setting.standard(), "default"));
    }
  }

  /**
   * Takes what a YAML file sets.
   *
   * @throws ConfigurationException if it cannot be read or sets what is not known
   */
  public Settings file(Path file) {
    JsonNode root;
    try {
      root =
          YAMLMapper.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .build()
              .readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new ConfigurationException(
          "The configuration " + file + " cannot be read: name another with --config.");
    } catch (JacksonException e) {
      throw new ConfigurationException(
          "The configuration "
              + file
              + " is not valid YAML near line "
              + e.getLocation().getLineNr()
              + ".");
    }
    if (!root.isMissingNode() && !root.isNull()) {
      take(root, "", file);
    }
    return this;
  }

  private void take(JsonNode node, String path, Path file) {
    if (!node.isObject()) {
      throw new ConfigurationException(
          "The configuration "
              + file
              + " must be sections of settings"
              + (path.isEmpty() ? "" : " at " + path)
              + ".");
    }
    node.forEachEntry((name, value) -> {
      String key = path.isEmpty() ? name : path + "." + name;
      Setting setting = Setting.ofKey(key).orElse(null);
      boolean section =
          Arrays.stream(Setting.values()).anyMatch(known -> known.section().equals(key));
      if (setting != null && value.isValueNode()) {
        values.put(
            setting,
            new Value(value.isNull() ? setting.standard() : value.asString(), file.toString()));
      } else if (section) {
        if (!value.isNull()) {
          take(value, key, file);
        }
      } else {
        throw new ConfigurationException(
            "The configuration "
                + file
                + " "
                + (setting == null
                    ? "sets " + key + ", which is no setting"
                    : "needs one value for " + key)
                + ". "
                + known());
      }
    });
  }

  /**
   * Takes what environment variables set.
   *
   * @throws ConfigurationException if one is named like a setting and is none
   */
  public Settings environment(Map<String, String> environment) {
    environment.forEach((name, text) -> {
      Setting setting =
          Arrays.stream(Setting.values())
              .filter(known -> known.variable().equals(name))
              .findFirst()
              .orElse(null);
      if (setting != null) {
        values.put(setting, new Value(text, "$" + name));
      } else if (Setting.isMeant(name)) {
        throw new ConfigurationException("The variable " + name + " is no setting. " + known());
      }
    });
    return this;
  }

  /** Takes the value of an option; null if it was not given. */
  public Settings option(Setting setting, String option, @Nullable String text) {
    if (text != null) {
      values.put(setting, new Value(text, option));
    }
    return this;
  }

  /** What is in force. */
  public Value get(Setting setting) {
    Value value = values.get(setting);
    if (value == null) {
      throw new IllegalStateException("every setting has a default");
    }
    return value;
  }

  private static String known() {
    return "See: vitrine config";
  }
}
