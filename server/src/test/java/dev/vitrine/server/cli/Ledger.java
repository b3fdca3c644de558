package dev.vitrine.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.model.JsonObject;
import dev.vitrine.server.TestServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one client has been told of the models that it alone writes to, and the one write it has not
 * been told of.
 */
final class Ledger {
  /**
   * A model as its only writer knows it.
   *
   * @param labels its tags, and the collections it is in
   * @param etag null if it is not known
   * @param stamp of the last write, which stands in several fields at once
   */
  record Entry(
      String id,
      boolean live,
      Set<String> labels,
      String privacy,
      String stamp,
      @Nullable String etag) {
    Entry {
      labels = Set.copyOf(labels);
    }

    Entry withLive(boolean now) {
      return new Entry(id, now, labels, privacy, stamp, null);
    }

    Entry withLabels(Set<String> now) {
      return new Entry(id, live, now, privacy, stamp, null);
    }

    Entry withId(String newId) {
      return new Entry(newId, live, labels, privacy, stamp, etag);
    }

    Entry withEtag(String newEtag) {
      return new Entry(id, live, labels, privacy, stamp, newEtag);
    }

    Entry written(String newStamp, String newPrivacy, @Nullable String newEtag) {
      return new Entry(id, live, labels, newPrivacy, newStamp, newEtag);
    }

    /** The state a row shows; fails if its fields do not belong to one write. */
    static Entry of(JsonObject row, boolean live) {
      String stamp = String.valueOf(row.text("name"));
      assertThat(row.text("shortDescription")).as("one write, one stamp: %s", row).isEqualTo(stamp);
      List<String> labels = new ArrayList<>(TestServer.array(row, "tags").strings());
      labels.addAll(TestServer.array(row, "collectionIds").strings());
      assertThat(labels).as("none twice").doesNotHaveDuplicates();
      return new Entry(
          String.valueOf(row.text("id")),
          live,
          Set.copyOf(labels),
          String.valueOf(row.text("privacy")),
          stamp,
          null);
    }

    boolean shows(Entry other) {
      return id.equals(other.id)
          && live == other.live
          && labels.equals(other.labels)
          && privacy.equals(other.privacy)
          && stamp.equals(other.stamp);
    }
  }

  /**
   * A create or copy.
   *
   * @param made what it makes, without its id
   */
  record Creation(String path, String key, String body, Entry made) {}

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private @Nullable Entry pending;
  private @Nullable Creation creating;

  /** Everything that was acknowledged. */
  List<Entry> entries() {
    return List.copyOf(entries.values());
  }

  /** A write of a model is about to be sent. */
  void sending(Entry wanted) {
    pending = wanted;
  }

  /** A create is about to be sent. */
  void sending(Creation creation) {
    creating = creation;
  }

  @Nullable Creation unansweredCreation() {
    return creating;
  }

  /** The write under way was answered, and this is how the model is now. */
  void answered(Entry now) {
    entries.put(now.id(), now);
    pending = null;
    creating = null;
  }

  /** The write under way was refused, so that nothing changed. */
  void refused() {
    pending = null;
    creating = null;
  }

  /** Compares with what the server shows after a restart, and goes on from there. */
  void settle(Map<String, Entry> shown) {
    for (Entry known : entries()) {
      Entry now = shown.get(known.id());
      assertThat(now).as("acknowledged, and gone: %s", known).isNotNull();
      Entry wanted = pending != null && pending.id().equals(known.id()) ? pending : known;
      assertThat(known.shows(now) || wanted.shows(now))
          .as("acknowledged %s, on its way %s, but there is %s", known, wanted, now)
          .isTrue();
      entries.put(known.id(), now);
    }
    pending = null;
  }
}
