package dev.vitrine.client.model;

import java.util.List;

/**
 * Type of an input's value. {@code _array} is a list of the type before it; files and models are
 * given by id; each item of {@code inputs_array} is an object.
 */
public final class InputType extends OpenValue {
  private static final Known<InputType> KNOWN = new Known<>(InputType.class, InputType::new);

  /** {@code boolean}. */
  public static final InputType BOOLEAN = KNOWN.add("boolean");

  /** {@code file}. */
  public static final InputType FILE = KNOWN.add("file");

  /** {@code file_array}. */
  public static final InputType FILE_ARRAY = KNOWN.add("file_array");

  /** {@code inputs_array}. */
  public static final InputType INPUTS_ARRAY = KNOWN.add("inputs_array");

  /** {@code model}. */
  public static final InputType MODEL = KNOWN.add("model");

  /** {@code model_array}. */
  public static final InputType MODEL_ARRAY = KNOWN.add("model_array");

  /** {@code number}. */
  public static final InputType NUMBER = KNOWN.add("number");

  /** {@code number_array}. */
  public static final InputType NUMBER_ARRAY = KNOWN.add("number_array");

  /** {@code string}. */
  public static final InputType STRING = KNOWN.add("string");

  /** {@code string_array}. */
  public static final InputType STRING_ARRAY = KNOWN.add("string_array");

  private InputType(String value, boolean known) {
    super(value, known);
  }

  /** The value of this name, whether or not this version of the client knows it. */
  public static InputType of(String value) {
    return KNOWN.of(value);
  }

  /** All values this version of the client knows. */
  public static List<InputType> known() {
    return KNOWN.all();
  }
}
