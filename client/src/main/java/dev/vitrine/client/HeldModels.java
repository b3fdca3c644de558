package dev.vitrine.client;

import dev.vitrine.client.error.VitrineException;
import dev.vitrine.client.model.Model;
import dev.vitrine.client.model.Outcomes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Models with their etags, the most recently used of them. Safe for use by several threads. */
final class HeldModels {
  private final ModelGetBulkParams form;
  private final int most;
  private final LinkedHashMap<String, Held> held = new LinkedHashMap<>(16, 0.75f, true);

  /** A model as it was when its row had this etag. */
  private record Held(String etag, Model model) {}

  HeldModels(ModelGetBulkParams form, int most) {
    if (most < 1) {
      throw new IllegalArgumentException("A cache keeps at least one model");
    }
    this.form = form;
    this.most = most;
  }

  /** One read: what was held when it began is what its answer refers to. */
  final class Read {
    private final Map<String, Held> before = new HashMap<>();
    private final List<String> ids;

    private Read(Collection<String> ids) {
      this.ids = List.copyOf(new LinkedHashSet<>(ids));
      synchronized (held) {
        for (String id : this.ids) {
          Held known = held.get(id);
          if (known != null) {
            before.put(id, known);
          }
        }
      }
    }

    /** What to ask for. */
    ModelGetBulkParams params() {
      Map<String, String> etags = new LinkedHashMap<>();
      before.forEach((id, known) -> etags.put(id, known.etag()));
      return form.toBuilder().modelIds(ids).ifNoneMatch(etags).build();
    }

    /** The whole response; what came is held from now on. */
    ModelGetBulkResponse complete(ModelGetBulkResponse came) {
      Map<String, Model> byId = new HashMap<>();
      came.models().forEach(model -> byId.put(model.id(), model));
      Map<String, VitrineException> failures = came.failures();
      came.outcomes().ifPresent(outcomes -> update(outcomes, byId));
      List<Model> all = new ArrayList<>(byId.size());
      for (String id : ids) {
        Model model = byId.get(id);
        if (model != null) {
          all.add(model);
        }
      }
      return new ModelGetBulkResponse(
          new BulkRows<>(
              Collections.unmodifiableList(all),
              came.missing(),
              failures,
              came.outcomes().orElse(null)));
    }

    private void update(Outcomes outcomes, Map<String, Model> byId) {
      synchronized (held) {
        for (Map.Entry<String, Model> entry : byId.entrySet()) {
          String etag = outcomes.etags().get(entry.getKey());
          if (etag != null) {
            hold(entry.getKey(), new Held(etag, entry.getValue()));
          }
        }
        outcomes.notFound().forEach(held::remove);
      }
      for (String id : outcomes.notModified()) {
        Held known = before.get(id);
        if (known != null) {
          byId.put(id, known.model());
        }
      }
    }
  }

  private void hold(String id, Held known) {
    held.put(id, known);
    if (held.size() > most) {
      held.remove(held.keySet().iterator().next());
    }
  }

  Read read(Collection<String> ids) {
    return new Read(ids);
  }

  int size() {
    synchronized (held) {
      return held.size();
    }
  }

  void clear() {
    synchronized (held) {
      held.clear();
    }
  }
}
