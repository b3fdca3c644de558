package dev.vitrine.s3;

import dev.vitrine.asset.AssetStoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket by the few calls that are needed of it. Every call ends within bounds, and fails with an
 * {@link AssetStoreException}. Names are without the prefix.
 */
final class Bucket implements AutoCloseable {
  private static final int ATTEMPTS = 3;

  /** More than the server sends assets over at a time: the rest is for all other calls. */
  private static final int CONNECTIONS = 256;

  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;
  private static final int NOT_IMPLEMENTED = 501;

  /** The slowest connection that is put up with. */
  private static final long BYTES_PER_SECOND = 64 << 10;

  /** How long S3 may take to make one object of many parts. */
  private static final Duration JOINING = Duration.ofMinutes(5);

  /** Between two bytes of a transfer. */
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private static final String OCTETS = "application/octet-stream";

  private final S3Settings settings;
  private final S3Trouble trouble;
  private final S3Client client;
  private final AwsRequestOverrideConfiguration soon;

  Bucket(S3Settings settings) {
    this.settings = settings;
    this.trouble = new S3Trouble(settings);
    this.soon = within(settings.answerTimeout());
    this.client = client(settings);
  }

  private static S3Client client(S3Settings settings) {
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(settings.region()))
            .forcePathStyle(settings.pathStyle())
            .credentialsProvider(credentials(settings.credentials()))
            // Newer checksums are refused, or misread, by many that speak S3.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
            .httpClientBuilder(
                Apache5HttpClient.builder()
                    .connectionTimeout(settings.connectTimeout())
                    .connectionAcquisitionTimeout(settings.answerTimeout())
                    .socketTimeout(SILENCE)
                    .maxConnections(CONNECTIONS)
                    .expectContinueEnabled(false))
            .overrideConfiguration(configuration ->
                configuration
                    .retryStrategy(
                        AwsRetryStrategy.standardRetryStrategy().toBuilder()
                            .maxAttempts(ATTEMPTS)
                            .build())
                    .apiCallAttemptTimeout(settings.answerTimeout())
                    .apiCallTimeout(settings.answerTimeout().multipliedBy(2)));
    if (settings.endpoint() != null) {
      builder.endpointOverride(settings.endpoint());
    }
    return builder.build();
  }

  private static AwsRequestOverrideConfiguration within(Duration time) {
    return AwsRequestOverrideConfiguration.builder()
        .apiCallAttemptTimeout(time)
        .apiCallTimeout(time)
        .build();
  }

  /** How long it may take to send so many bytes. */
  Duration time(int length) {
    return settings.answerTimeout().plus(Duration.ofSeconds(length / BYTES_PER_SECOND));
  }

  private AwsRequestOverrideConfiguration transfer(int length) {
    Duration attempt = time(length);
    return AwsRequestOverrideConfiguration.builder()
        .apiCallAttemptTimeout(attempt)
        .apiCallTimeout(attempt.multipliedBy(2))
        .build();
  }

  private static AwsCredentialsProvider credentials(S3Settings.@Nullable Credentials credentials) {
    return credentials == null
        ? DefaultCredentialsProvider.builder().build()
        : StaticCredentialsProvider.create(
            AwsBasicCredentials.create(credentials.accessKeyId(), credentials.secretAccessKey()));
  }

  private <T> T call(Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw trouble.explain(e);
    }
  }

  private String name(String name) {
    return settings.prefix() + name;
  }

  S3Trouble trouble() {
    return trouble;
  }

  /** Something in the bucket. */
  record Entry(String name, long size, Instant modifiedAt) {}

  void put(String name, Piece piece) {
    call(() ->
        client.putObject(
            request ->
                request
                    .bucket(settings.bucket())
                    .key(name(name))
                    .contentMD5(piece.md5())
                    .overrideConfiguration(transfer(piece.length())),
            body(piece)));
  }

  /** Stores an object unless there is one of this name, as far as this S3 heeds conditions. */
  void putNew(String name, byte[] bytes) {
    Piece piece = Piece.of(bytes, bytes.length);
    try {
      client.putObject(
          request ->
              request
                  .bucket(settings.bucket())
                  .key(name(name))
                  .ifNoneMatch("*")
                  .contentMD5(piece.md5())
                  .overrideConfiguration(transfer(bytes.length)),
          body(piece));
    } catch (S3Exception e) {
      switch (e.statusCode()) {
        case PRECONDITION_FAILED, CONFLICT -> {} // There is one.
        case NOT_IMPLEMENTED -> put(name, piece);
        default -> throw trouble.explain(e);
      }
    } catch (SdkException e) {
      throw trouble.explain(e);
    }
  }

  /** A name as an operator would look for it. */
  String shown(String name) {
    return settings.bucket() + "/" + name(name);
  }

  /** Begins an object in parts, and names the upload. */
  String beginParts(String name) {
    return call(() ->
            client.createMultipartUpload(
                request -> request.bucket(settings.bucket()).key(name(name)).contentType(OCTETS)))
        .uploadId();
  }

  CompletedPart putPart(String name, String upload, int number, Piece piece) {
    String tag =
        call(() ->
                client.uploadPart(
                    request ->
                        request
                            .bucket(settings.bucket())
                            .key(name(name))
                            .uploadId(upload)
                            .partNumber(number)
                            .contentMD5(piece.md5())
                            .overrideConfiguration(transfer(piece.length())),
                    body(piece)))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(tag).build();
  }

  void completeParts(String name, String upload, List<CompletedPart> parts) {
    call(() ->
        client.completeMultipartUpload(request ->
            request
                .bucket(settings.bucket())
                .key(name(name))
                .uploadId(upload)
                .multipartUpload(all -> all.parts(parts))
                .overrideConfiguration(within(JOINING))));
  }

  void abortParts(String name, String upload) {
    call(() ->
        client.abortMultipartUpload(request ->
            request
                .bucket(settings.bucket())
                .key(name(name))
                .uploadId(upload)
                .overrideConfiguration(soon)));
  }

  /**
   * Aborts uploads in parts that were begun before an instant, and hands over their names; those of
   * other names are others'.
   */
  void abortPartsBefore(Instant instant, Consumer<String> aborted) {
    String[] after = {null, null};
    boolean more = true;
    while (more) {
      ListMultipartUploadsResponse page =
          call(() ->
              client.listMultipartUploads(request ->
                  request
                      .bucket(settings.bucket())
                      .prefix(settings.prefix())
                      .keyMarker(after[0])
                      .uploadIdMarker(after[1])));
      for (MultipartUpload upload : page.uploads()) {
        String name = upload.key().substring(settings.prefix().length());
        if (S3AssetStore.isKey(name) && upload.initiated().isBefore(instant)) {
          abortParts(name, upload.uploadId());
          aborted.accept(name);
        }
      }
      more = Boolean.TRUE.equals(page.isTruncated());
      after[0] = page.nextKeyMarker();
      after[1] = page.nextUploadIdMarker();
    }
  }

  /** The size of an object; null if there is none. */
  @Nullable Long size(String name) {
    try {
      return client
          .headObject(request -> request.bucket(settings.bucket()).key(name(name)))
          .contentLength();
    } catch (NoSuchKeyException e) {
      return null;
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND && !"NoSuchBucket".equals(code(e))) {
        return null;
      }
      throw trouble.explain(e);
    } catch (SdkException e) {
      throw trouble.explain(e);
    }
  }

  private static @Nullable String code(S3Exception failure) {
    return failure.awsErrorDetails() == null ? null : failure.awsErrorDetails().errorCode();
  }

  /** Some bytes of an object, at least one. */
  ResponseInputStream<GetObjectResponse> get(String name, long from, long length) {
    return call(() ->
        client.getObject(request ->
            request
                .bucket(settings.bucket())
                .key(name(name))
                .range("bytes=" + from + "-" + (from + length - 1))));
  }

  void delete(String name) {
    call(() -> client.deleteObject(request -> request.bucket(settings.bucket()).key(name(name))));
  }

  /** Deletes an object, or fails within {@link S3Settings#answerTimeout}. */
  void deleteSoon(String name) {
    call(() ->
        client.deleteObject(request ->
            request.bucket(settings.bucket()).key(name(name)).overrideConfiguration(soon)));
  }

  /** Hands over what the bucket holds under names that begin so, in the order of their names. */
  void list(String beginning, Consumer<Entry> found) {
    String[] token = {null};
    boolean more = true;
    while (more) {
      ListObjectsV2Response page =
          call(() ->
              client.listObjectsV2(request ->
                  request
                      .bucket(settings.bucket())
                      .prefix(name(beginning))
                      .continuationToken(token[0])));
      for (S3Object object : page.contents()) {
        found.accept(
            new Entry(
                object.key().substring(settings.prefix().length()),
                object.size(),
                object.lastModified()));
      }
      more = Boolean.TRUE.equals(page.isTruncated());
      token[0] = page.nextContinuationToken();
    }
  }

  private static RequestBody body(Piece piece) {
    return RequestBody.fromContentProvider(piece.bytes()::get, piece.length(), OCTETS);
  }

  @Override
  public void close() {
    client.close();
  }
}
