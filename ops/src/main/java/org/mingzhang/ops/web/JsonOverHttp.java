package org.mingzhang.ops.web;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * JSON over HTTP is read as strictly as events are: what is not understood is refused, never dropped. Times leave as the college's
 * clocks show them, RFC 3339 with {@code +08:00}, so that the day one reads is the day that was meant; any offset is read.
 */
@Configuration(proxyBeanMethods = false)
class JsonOverHttp {

    @Bean
    JsonMapperBuilderCustomizer strictReading() {
        return builder -> builder.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .addModule(new SimpleModule("Beijing time").addSerializer(Instant.class, new BeijingTimes()));
    }

    private static final class BeijingTimes extends StdSerializer<Instant> {

        private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

        BeijingTimes() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant at, JsonGenerator json, SerializationContext context) {
            json.writeString(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(BEIJING)));
        }
    }
}
