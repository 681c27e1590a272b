"""Why a picture was refused."""

TEXT = {
    "pictures.not_an_image": (
        "这个文件不是图片，请上传 JPEG、PNG、WebP 或 HEIC 格式的照片。",
        "This file is not a picture. Upload a JPEG, PNG, WebP or HEIC photo.",
    ),
    "pictures.truncated": (
        "图片不完整，可能没有传完，请重新拍摄或上传。",
        "The picture is damaged or incomplete. Take or upload it again.",
    ),
    "pictures.too_large": (
        "图片超过 {limit} MB，请压缩后再上传。",
        "The picture is larger than {limit} MB. Upload a smaller one.",
    ),
    "pictures.too_many_pixels": (
        "图片超过 {limit} 百万像素，请缩小后再上传。",
        "The picture has more than {limit} megapixels. Upload a smaller one.",
    ),
    "pictures.bad_shape": (
        "图片太窄或太小：短边至少 {side} 像素，长边不超过短边的 {aspect} 倍。",
        "The picture is too narrow or too small: at least {side} pixels on the short side, "
        "and no longer than {aspect} times that side.",
    ),
    "pictures.unreadable": ("无法读取文件 {name}。", "The file {name} cannot be read."),
}
