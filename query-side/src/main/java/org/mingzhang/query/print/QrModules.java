package org.mingzhang.query.print;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.EnumMap;
import java.util.Map;

/** 二维码 as modules, without the quiet zone; a quarter of it may be soiled. */
final class QrModules {

    private QrModules() {}

    static ByteMatrix of(String text) {
        Map<EncodeHintType, Object> hints = new EnumMap<>(EncodeHintType.class);
        hints.put(EncodeHintType.CHARACTER_SET, "UTF-8");
        try {
            return Encoder.encode(text, ErrorCorrectionLevel.Q, hints).getMatrix();
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException("no QR code of " + text, tooLong);
        }
    }
}
