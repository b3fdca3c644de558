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
  void aRefusedReadHoldsNoPlace() {
    admission.enter("a");
    admission.enter("a");
    for (int i = 0; i < 10; i++) {
      assertRefused(() -> admission.enter("a"));
    }
    admission.enter("b");
  }

  @Test
  void whatIsHeldIsLetGoOfOnLeaving() {
    Admission.Pass first = admission.enter("a");
    first.holdAtLeast(60);
    Admission.Pass second = admission.enter("b");
    assertRefused(() -> second.holdAtLeast(41));
    second.holdAtLeast(40);
    first.holdExactly(50);
    second.holdAtLeast(50);
    second.holdAtLeast(20);
    assertThat(admission.held()).isEqualTo(100);
    first.leave();
    first.leave();
    assertThat(admission.held()).isEqualTo(50);
    second.leave();
    assertThat(admission.held()).isZero();
  }

  @Test
  void aKeyMayHoldHalfOfWhatAllMay() {
    admission.enter("a").holdAtLeast(30);
    Admission.Pass greedy = admission.enter("a");
    assertRefused(() -> greedy.holdAtLeast(21));
    greedy.holdAtLeast(20);
    admission.enter("b").holdAtLeast(50);
  }

  @Test
  void whoeverHoldsAloneMayHoldMore() {
    Admission.Pass large = admission.enter("a");
    large.holdAtLeast(1000);
    Admission.Pass small = admission.enter("b");
    assertRefused(() -> small.holdAtLeast(1));
    large.leave();
    small.holdAtLeast(1);
  }

  @Test
  void roomIsAnEighthOfWhatIsLeftAndNeverLessThanTheLeast() {
    Admission.Pass first = admission.enter("a");
    assertThat(first.holdRoom(0, 1, 3)).as("all it wants").isEqualTo(3);
    Admission.Pass second = admission.enter("a");
    assertThat(second.holdRoom(0, 1, 100)).as("of the 47 its key has left").isEqualTo(5);
    assertThat(admission.held()).isEqualTo(8);
    Admission.Pass other = admission.enter("b");
    assertThat(other.holdRoom(0, 4, 100)).as("an eighth of its own share").isEqualTo(6);
    assertThat(other.holdRoom(6, 10, 100)).as("the least").isEqualTo(10);
    first.leave();
    Admission.Pass third = admission.enter("a");
    third.holdExactly(44);
    assertThat(third.holdRoom(43, 1, 100)).as("what it holds itself is left to it").isEqualTo(1);
    assertThat(third.holdRoom(45, 4, 100)).as("one of them goes on").isEqualTo(4);
    assertRefused(() -> second.holdRoom(5, 2, 100));
  }

  @Test
  void manyThatBeginToLoadAtOnceFindRoom() {
    Admission shared = new Admission(new AdmissionLimits(64, 64, 128));
    for (int i = 0; i < 16; i++) {
      assertThat(shared.enter("a").holdRoom(0, 2, 16)).isBetween(2L, 8L);
    }
  }

  @Test
  void whoeverHoldsTheLeastIsNotRefusedIt() {
    Admission.Pass stream = admission.enter("a");
    stream.holdAtLeast(5);
    admission.enter("a").holdAtLeast(45);
    assertThat(stream.holdRoom(0, 5, 100)).isEqualTo(5);
    admission.enter("b").holdExactly(1000);
    assertThat(stream.holdRoom(0, 5, 100)).isEqualTo(5);
    assertThat(admission.held()).isEqualTo(1050);
  }

  private Admission.Pass loading(String key, long room) {
    Admission.Pass pass = admission.enter(key);
    assertThat(pass.holdRoom(0, room, room)).isEqualTo(room);
    return pass;
  }

  @Test
  void oneOfThoseThatNeedMoreThanThereIsGetsIt() {
    Admission.Pass first = loading("a", 25);
    Admission.Pass second = loading("a", 25);
    second.holdAtLeast(40);
    assertRefused(() -> first.holdAtLeast(26));
    assertRefused(() -> admission.enter("b").holdAtLeast(36));
    second.holdExactly(26);
    assertRefused(() -> first.holdAtLeast(26));
    second.leave();
    Admission.Pass third = loading("a", 25);
    first.holdAtLeast(26);
    assertRefused(() -> third.holdAtLeast(26));
  }

  @Test
  void whoHasNotBegunToLoadIsNeverTheOneThatGoesBeyond() {
    Admission.Pass other = admission.enter("a");
    other.holdAtLeast(45);
    Admission.Pass newcomer = admission.enter("a");
    newcomer.holdAtLeast(2);
    assertRefused(() -> newcomer.holdAtLeast(6));
    assertRefused(() -> newcomer.holdRoom(0, 6, 10));
    assertThat(admission.held()).isEqualTo(47);
    newcomer.holdRoom(0, 5, 10);
    newcomer.holdAtLeast(6);
  }

  @Test
  void whatIsInMemoryAlreadyIsCountedWhateverItIs() {
    admission.enter("a").holdAtLeast(50);
    Admission.Pass pass = admission.enter("b");
    pass.holdExactly(500);
    assertThat(admission.held()).isEqualTo(550);
    pass.holdExactly(1);
    assertThat(admission.held()).isEqualTo(51);
  }

  @Test
  void whoHasLeftHoldsNothingAnyMore() {
    Admission.Pass pass = admission.enter("a");
    pass.holdAtLeast(10);
    pass.leave();
    assertThatThrownBy(() -> pass.holdAtLeast(20)).isInstanceOf(UncheckedIOException.class);
    assertThatThrownBy(() -> pass.holdExactly(5)).isInstanceOf(UncheckedIOException.class);
    assertThatThrownBy(() -> pass.holdRoom(0, 1, 2)).isInstanceOf(UncheckedIOException.class);
    assertThat(admission.held()).isZero();
  }
}
