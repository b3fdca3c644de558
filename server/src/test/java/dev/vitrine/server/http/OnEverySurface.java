package dev.vitrine.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.server.Surface;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests of bulk reads that hold by hand and through the Java client. */
@ParameterizedClass(name = "{0}")
@EnumSource(Surface.class)
abstract class OnEverySurface {
  private static int before;

  @BeforeParameterizedClassInvocation
  static void count() {
    before = Surface.sdkCalls();
  }

  @AfterParameterizedClassInvocation
  static void theClientWasUsed(Surface surface) {
    if (surface == Surface.SDK) {
      assertThat(Surface.sdkCalls()).as("reads through the client").isGreaterThan(before);
    }
  }

  @Parameter Surface surface = Surface.HTTP;

  @BeforeEach
  void takeIt() {
    surface.choose();
  }

  @AfterEach
  void leaveIt() {
    Surface.HTTP.choose();
  }
}
