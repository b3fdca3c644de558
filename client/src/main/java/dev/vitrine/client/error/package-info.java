/**
 * What can go wrong, one type per class of failure. All are unchecked and extend {@link
 * dev.vitrine.client.error.VitrineException}.
 *
 * <ul>
 *   <li>The service refused: {@link dev.vitrine.client.error.ApiException} and its subclasses.
 *   <li>No whole answer came: {@link dev.vitrine.client.error.ConnectionException}, {@link
 *       dev.vitrine.client.error.CallTimeoutException}, {@link
 *       dev.vitrine.client.error.CallCancelledException}.
 *   <li>An answer came and is none: {@link dev.vitrine.client.error.MalformedAnswerException},
 *       {@link dev.vitrine.client.error.AnswerTooLargeException}, {@link
 *       dev.vitrine.client.error.InvalidFieldException}.
 *   <li>The client was not told what it needs: {@link
 *       dev.vitrine.client.error.ConfigurationException}.
 *   <li>One model could not be had: {@link dev.vitrine.client.error.UnprocessedException}.
 *   <li>A file did not arrive, or is none of those that can: {@link
 *       dev.vitrine.client.error.UploadIncompleteException}, {@link
 *       dev.vitrine.client.error.UploadFailedException}.
 * </ul>
 */
@NullMarked
package dev.vitrine.client.error;

import org.jspecify.annotations.NullMarked;
