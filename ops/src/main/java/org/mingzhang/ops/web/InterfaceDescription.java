package org.mingzhang.ops.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.mingzhang.command.Act;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 接口说明: what {@code /v3/api-docs} says beyond what the controllers say themselves. */
@Configuration(proxyBeanMethods = false)
class InterfaceDescription {

    private static final String PROBLEM = "#/components/schemas/Problem";

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Act.class);
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("明账 Mingzhang")
                        .version("1")
                        .description("高职院校状态数据采集的审计账本。Audit ledger for the yearly data collection of vocational"
                                + " colleges. Times are RFC 3339 with offset, decimals and money are strings in the field's"
                                + " scale, a cell without data is null. Every write carries Idempotency-Key and answers with"
                                + " Ledger-Position; every refusal is a problem document (RFC 9457).")
                        .license(new License().name("Apache-2.0")))
                .servers(List.of(new Server().url("/")))
                .components(new Components()
                        .addSchemas("Problem", problem())
                        .addSecuritySchemes(
                                "session",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.APIKEY)
                                        .in(SecurityScheme.In.COOKIE)
                                        .name("JSESSIONID")
                                        .description("会话 Cookie；写入时另带请求头 X-XSRF-TOKEN。Session cookie; writes also"
                                                + " show the cookie XSRF-TOKEN in the header X-XSRF-TOKEN."))
                        .addSecuritySchemes(
                                "token",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("访问令牌（程序用）；须本人办理的事不能用。An access token, for programs;"
                                                + " refused where a person must act.")))
                .addSecurityItem(new SecurityRequirement().addList("session"))
                .addSecurityItem(new SecurityRequirement().addList("token"));
    }

    @Bean
    OpenApiCustomizer problemTypesInDescription(ProblemTypes types) {
        var byStatus = types.all().stream()
                .collect(Collectors.groupingBy(ProblemType::status, TreeMap::new, Collectors.toList()));
        return api -> {
            if (api.getPaths() == null) {
                return;
            }
            api.getPaths()
                    .forEach((path, item) -> item.readOperationsMap()
                            .forEach((method, operation) -> describe(path, method, operation, byStatus)));
        };
    }

    private static void describe(
            String path, HttpMethod method, Operation operation, Map<Integer, List<ProblemType>> byStatus) {
        if (!path.startsWith("/api/")) {
            return;
        }
        var reads = method == HttpMethod.GET;
        byStatus.forEach((status, types) -> {
            if (!reads || status == 400 || status == 401 || status == 403 || status == 404 || status == 503) {
                operation.getResponses().addApiResponse(String.valueOf(status), response(types));
            }
        });
        if (!reads && !path.startsWith("/api/v1/session") && !path.equals("/api/v1/setup")) {
            operation.addParametersItem(idempotencyKey());
        }
    }

    private static Parameter idempotencyKey() {
        return new HeaderParameter()
                .name("Idempotency-Key")
                .required(true)
                .description("客户端生成的 UUID；同一编号、同一内容只执行一次。UUID made by the client; carried out once.")
                .schema(new StringSchema().format("uuid"));
    }

    private static ApiResponse response(List<ProblemType> types) {
        var words = types.stream()
                .map(type -> "`" + type.type() + "` " + type.titleZh() + " " + type.titleEn())
                .collect(Collectors.joining("\n- ", "- ", ""));
        return new ApiResponse()
                .description(words)
                .content(new Content()
                        .addMediaType(
                                "application/problem+json", new MediaType().schema(new Schema<>().$ref(PROBLEM))));
    }

    private static Schema<?> problem() {
        var cell = new ObjectSchema()
                .addProperty("pointer", new StringSchema().description("JSON pointer into the request"))
                .addProperty("field", new StringSchema())
                .addProperty("rule", new StringSchema())
                .addProperty("message", new StringSchema());
        return new ObjectSchema()
                .description("问题 (RFC 9457): why something was refused, and what would allow it")
                .addProperty("type", new StringSchema().format("uri-reference").example("/problems/not-found"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("instance", new StringSchema().format("uri-reference"))
                .addProperty("place", new StringSchema().description("where the work plan says so"))
                .addProperty("correlation", new StringSchema())
                .addProperty("errors", new ArraySchema().items(cell));
    }
}
