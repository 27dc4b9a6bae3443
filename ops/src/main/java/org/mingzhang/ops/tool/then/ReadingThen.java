package org.mingzhang.ops.tool.then;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Then;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * 时点: {@code asOf}, a ledger position or an instant, on any read of the views. Reads that look back by themselves, such as those of
 * entries, do so; all others are answered from the views as they were.
 */
@Component
class ReadingThen implements HandlerInterceptor, WebMvcConfigurer {

    private static final String AS_OF = "asOf";
    private static final String HELD = ReadingThen.class.getName();

    private final ViewsThen views;
    private final Reads reads;

    ReadingThen(ViewsThen views, Reads reads) {
        this.views = views;
        this.reads = reads;
    }

    /** Says in the description of the interface that a moment may be named. */
    @Component
    static final class InTheDescription implements OperationCustomizer {

        @Override
        public Operation customize(Operation operation, HandlerMethod method) {
            if (method.hasMethodAnnotation(GetMapping.class) && looksBack(method)) {
                operation.addParametersItem(new QueryParameter()
                        .name(AS_OF)
                        .required(false)
                        .description("时点：账本位置或带时区的时刻；按当时的内容答复。A ledger position or an instant: answered as it"
                                + " stood then.")
                        .schema(new StringSchema()));
            }
            return operation;
        }
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(this).addPathPatterns("/api/v1/**");
    }

    /** Whether this read is answered from the views as they were, where a moment is named. */
    static boolean looksBack(HandlerMethod method) {
        boolean ofTheViews = method.getBeanType().getPackageName().startsWith("org.mingzhang.query.");
        boolean byItself = Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestParam.class)
                        && AS_OF.equals(parameter.getParameter().getName()));
        boolean later = method.getReturnType()
                .getGenericParameterType()
                .getTypeName()
                .contains(StreamingResponseBody.class.getSimpleName());
        return ofTheViews && !byItself && !later;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var asked = request.getParameter(AS_OF);
        if (asked != null
                && !asked.isBlank()
                && request.getMethod().equals("GET")
                && handler instanceof HandlerMethod method
                && looksBack(method)) {
            var moment = reads.moment(asked);
            var schema = views.hold(moment.getKey());
            request.setAttribute(HELD, moment.getKey());
            new Then(moment.getKey(), moment.getValue(), schema).enter();
        }
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failed) {
        if (request.getAttribute(HELD) instanceof Long position) {
            Then.leave();
            request.removeAttribute(HELD);
            views.release(position);
        }
    }
}
