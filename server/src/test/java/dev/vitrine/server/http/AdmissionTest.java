package dev.vitrine.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import java.io.UncheckedIOException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private final Admission admission = new Admission(new AdmissionLimits(2, 3, 100));

  private static void assertRefused(ThrowingCallable entry) {
    assertThatThrownBy(entry)
        .isInstanceOfSatisfying(
            VitrineException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS));
  }

  @Test
  void aKeyMayHaveSoManyUnderWay() {
    Admission.Pass first = admission.enter("a");
    admission.enter("a");
    assertRefused(() -> admission.enter("a"));
    admission.enter("b");
    first.leave();
    admission.enter("a");
  }

  @Test
  void allKeysTogetherMayHaveSoManyUnderWay() {
    Admission.Pass first = admission.enter("a");
    admission.enter("b");
    admission.enter("c");
    assertRefused(() -> admission.enter("d"));
    first.leave();
    admission.enter("d");
  }

  @Test
  void whatIsHeldIsLetGoOfOnLeaving() {
    Admission.Pass first = admission.enter("a");
    first.hold(60);
    Admission.Pass second = admission.enter("b");
    assertRefused(() -> second.hold(41));
    second.hold(40);
    first.release(10);
    second.hold(10);
    assertThat(admission.held()).isEqualTo(100);
    first.leave();
    first.leave();
    assertThat(admission.held()).isEqualTo(50);
    second.leave();
    assertThat(admission.held()).isZero();
  }

  @Test
  void whoeverHoldsAloneMayHoldMore() {
    Admission.Pass large = admission.enter("a");
    large.hold(1000);
    Admission.Pass small = admission.enter("b");
    assertRefused(() -> small.hold(1));
    large.leave();
    small.hold(1);
  }

  @Test
  void whoHasLeftHoldsNothingAnyMore() {
    Admission.Pass pass = admission.enter("a");
    pass.hold(10);
    pass.leave();
    assertThatThrownBy(() -> pass.hold(10)).isInstanceOf(UncheckedIOException.class);
    pass.release(10);
    assertThat(admission.held()).isZero();
  }

  @Test
  void aRefusedReadHoldsNoPlace() {
    admission.enter("a");
    admission.enter("a");
    for (int i = 0; i < 10; i++) {
      assertRefused(() -> admission.enter("a"));
    }
    admission.enter("b");
  }
}
