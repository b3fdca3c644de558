/** The store of assets in an S3 bucket. */
@NullMarked
package dev.vitrine.s3;

import org.jspecify.annotations.NullMarked;
