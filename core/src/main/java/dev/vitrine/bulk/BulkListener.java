package dev.vitrine.bulk;

/** Hears of what bulk reads do, to count it. Called on the reading thread. */
public interface BulkListener {
  /** Does nothing. */
  BulkListener NONE =
      new BulkListener() {
        @Override
        public void read(int ids, Outcomes outcomes) {}

        @Override
        public void missed(int ids) {}

        @Override
        public void corrupt(String id) {}
      };

  /** A read of this many distinct ids has ended. */
  void read(int ids, Outcomes outcomes);

  /** This many ids were read from the store, in one round trip. */
  void missed(int ids);

  /** A stored document was found to be damaged. */
  void corrupt(String id);
}
