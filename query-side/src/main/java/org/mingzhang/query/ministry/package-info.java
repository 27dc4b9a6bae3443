/** 上报通道: what a package becomes for the ministry: files to upload, or records to push. Nothing here goes over a network. */
@NullMarked
package org.mingzhang.query.ministry;

import org.jspecify.annotations.NullMarked;
