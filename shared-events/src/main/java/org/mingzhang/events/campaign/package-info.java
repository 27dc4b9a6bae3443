/** 采集活动: what can happen to a campaign, from planning to submission. */
@NullMarked
package org.mingzhang.events.campaign;

import org.jspecify.annotations.NullMarked;
