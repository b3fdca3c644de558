package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.asset.AssetDocument;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.JsonString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Locks of canvases: while one is held, only who has its value changes the canvas. It ends by
 * itself.
 */
public final class CanvasLocks {
  static final String LOCK_ID = "lockId";
  static final String EXPIRES_AT = "lockExpiresAt";
  private static final String CANVAS = "canvas";

  /** A time with a year of four digits. */
  private static final int LONGEST_TIME = "2026-02-17T08:41:05.312Z".length();

  private final AssetEdits edits;
  private final Ids ids;
  private final InstantSource clock;

  public CanvasLocks(AssetEdits edits, Ids ids, InstantSource clock) {
    this.edits = edits;
    this.ids = ids;
    this.clock = clock;
  }

  /** A locked canvas, and the value that it is changed and unlocked with. */
  public record Locked(AssetEdits.Stored stored, String lockId) {}

  /**
   * Locks a canvas.
   *
   * @param body {@code lockExpiresAt}
   * @throws VitrineException INVALID_PARAMETER also if it is locked; or what {@link
   *     AssetEdits#edit} refuses
   */
  public Locked lock(Caller.KeyHolder caller, String id, Precondition condition, Parameters body) {
    caller.requireEditor();
    body.requiredText(EXPIRES_AT);
    String lockId = ids.next(Ids.Sort.LOCK);
    AssetEdits.Stored locked =
        edits.edit(
            caller,
            id,
            condition,
            canvas -> {
              requireCanvas(canvas, EXPIRES_AT);
              check(canvas, null);
              return expiring(canvas.withLock(lockId), body);
            });
    return new Locked(locked, lockId);
  }

  /**
   * Unlocks a canvas; one that is not locked stays as it is.
   *
   * @param body {@code lockId}, not needed with {@code forceUnlock}
   * @throws VitrineException INVALID_PARAMETER, or what {@link AssetEdits#edit} refuses
   */
  public AssetEdits.Stored unlock(
      Caller.KeyHolder caller, String id, Precondition condition, Parameters body) {
    caller.requireEditor();
    String lockId = body.text(LOCK_ID);
    boolean force = body.flag("forceUnlock", false);
    return edits.edit(
        caller,
        id,
        condition,
        canvas -> {
          requireCanvas(canvas, LOCK_ID);
          if (!force) {
            check(canvas, lockId);
          }
          return unlocked(canvas);
        });
  }

  /**
   * Refuses an asset that is none.
   *
   * @param field what was meant for a canvas
   */
  static void requireCanvas(AssetDocument asset, String field) {
    if (!isCanvas(asset)) {
      throw VitrineException.invalidParameter(field, "is for canvases, and the asset is none");
    }
  }

  static boolean isCanvas(AssetDocument asset) {
    return CANVAS.equals(AssetRows.metadata(asset.row()).text("type"));
  }

  /**
   * Refuses to change a canvas that another has locked.
   *
   * @param lockId what the caller has; null if nothing
   * @throws VitrineException INVALID_PARAMETER
   */
  void check(AssetDocument canvas, @Nullable String lockId) {
    if (isLocked(canvas) && !fits(canvas.lockId(), lockId)) {
      String until = String.valueOf(AssetRows.metadata(canvas.row()).text(EXPIRES_AT));
      throw VitrineException.invalidParameter(
          LOCK_ID,
          "must be the value of the lock: the canvas is locked until " + until,
          Map.of(EXPIRES_AT, until));
    }
  }

  private static boolean fits(@Nullable String held, @Nullable String given) {
    return held != null
        && given != null
        && MessageDigest.isEqual(
            held.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  boolean isLocked(AssetDocument canvas) {
    Instant until = Times.parse(AssetRows.metadata(canvas.row()).text(EXPIRES_AT));
    return canvas.lockId() != null && until != null && until.isAfter(clock.instant());
  }

  /**
   * A canvas whose lock ends when a body says; the same if it says nothing.
   *
   * @throws VitrineException INVALID_PARAMETER
   */
  AssetDocument expiring(AssetDocument canvas, Parameters body) {
    String given = body.text(EXPIRES_AT);
    if (given == null) {
      return canvas;
    }
    Instant until = Times.parse(given);
    if (until == null) {
      throw VitrineException.invalidParameter(
          EXPIRES_AT, "must be an instant in ISO-8601, such as 2026-02-17T08:41:05.312Z");
    }
    if (!until.isAfter(clock.instant()) || Times.format(until).length() > LONGEST_TIME) {
      throw VitrineException.invalidParameter(EXPIRES_AT, "must be in the future, before 10000");
    }
    if (canvas.lockId() == null) {
      throw VitrineException.invalidParameter(EXPIRES_AT, "needs a lock, and there is none");
    }
    return canvas.withRow(
        AssetRows.withMetadata(canvas.row(), EXPIRES_AT, new JsonString(Times.format(until))));
  }

  /** An asset without a lock. */
  static AssetDocument unlocked(AssetDocument asset) {
    if (asset.lockId() == null) {
      return asset;
    }
    return asset.withLock(null).withRow(AssetRows.withMetadata(asset.row(), EXPIRES_AT, null));
  }
}
