package org.mingzhang.ops.proof;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.time.Clock;
import org.mingzhang.command.Answer;
import org.mingzhang.events.proof.Receipt;
import org.mingzhang.events.proof.Tree;
import org.mingzhang.ops.store.LedgerLeaves;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * 回执: every write is answered with a signed promise that its last event will stand in the log, {@code Ledger-Receipt}: whoever
 * keeps it can prove later that an event was dropped before it reached a checkpoint.
 */
@Component
final class LedgerReceipts extends OncePerRequestFilter {

    private static final String RECEIPT = "Ledger-Receipt";

    private final LedgerLeaves leaves;
    private final ProofLog log;
    private final Clock clock;

    LedgerReceipts(LedgerLeaves leaves, ProofLog log, Clock clock) {
        this.leaves = leaves;
        this.log = log;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, new Promising(response));
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getMethod().equals("GET") || !request.getRequestURI().startsWith("/api/");
    }

    private void promise(HttpServletResponse response, String position) {
        long at = Long.parseLong(position);
        var last = leaves.after(at - 1, 1);
        if (!last.isEmpty()) {
            response.setHeader(
                    RECEIPT,
                    Receipt.sign(
                                    Tree.leaf(last.get(0).bytes()),
                                    clock.instant(),
                                    log.keys().receipt())
                            .text());
        }
    }

    /** Adds the promise where the position is set, before anything of the answer is sent. */
    private final class Promising extends HttpServletResponseWrapper {

        private final HttpServletResponse response;

        Promising(HttpServletResponse response) {
            super(response);
            this.response = response;
        }

        @Override
        public void setHeader(String name, String value) {
            super.setHeader(name, value);
            seen(name, value);
        }

        @Override
        public void addHeader(String name, String value) {
            super.addHeader(name, value);
            seen(name, value);
        }

        private void seen(String name, String value) {
            if (name.equalsIgnoreCase(Answer.LEDGER_POSITION)) {
                promise(response, value);
            }
        }
    }
}
