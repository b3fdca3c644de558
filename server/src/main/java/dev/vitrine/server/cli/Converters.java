package dev.vitrine.server.cli;

import dev.vitrine.access.Plan;
import dev.vitrine.access.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads values of options as the contract names them. */
final class Converters {
  private Converters() {}

  static final class ToPlan implements ITypeConverter<Plan> {
    @Override
    public Plan convert(String value) {
      return Plan.ofWireName(value)
          .orElseThrow(() ->
              new TypeConversionException("must be one of " + String.join(", ", new Plans())));
    }
  }

  static final class ToRole implements ITypeConverter<Role> {
    @Override
    public Role convert(String value) {
      return Role.ofWireName(value)
          .orElseThrow(() ->
              new TypeConversionException("must be one of " + String.join(", ", new Roles())));
    }
  }

  static final class Plans extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Plans() {
      super(Arrays.stream(Plan.values()).map(Plan::wireName).toList());
    }
  }

  static final class Roles extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Roles() {
      super(List.of(Role.READER.wireName(), Role.EDITOR.wireName(), Role.ADMIN.wireName()));
    }
  }
}
