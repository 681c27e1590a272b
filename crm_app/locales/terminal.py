"""What only the command line says."""

TEXT = {
    "serve.port": (
        "{host} 的 {port} 端口已被占用：请先停掉占用它的程序，或用 CRM_PORT 换一个端口。",
        "Port {port} of {host} is taken: stop what uses it, or choose another with CRM_PORT.",
    ),
    "serve.tls": (
        "证书或私钥不能使用：{reason}。--tls 后面先写证书文件，再写私钥文件。",
        "The certificate or its key cannot be used: {reason}. --tls takes both files, CERT then KEY.",
    ),
    "settings.key": (
        "{name} 不是 base64 编码的 32 字节密钥。",
        "{name} is no key of 32 bytes in base64.",
    ),
    "settings.number": (
        "{name} 应当是数字，现在是“{value}”。",
        "{name} is to be a number; it is “{value}”.",
    ),
    "settings.choice": (
        "{name} 只能是 {choices}，现在是“{value}”。",
        "{name} is one of {choices}; it is “{value}”.",
    ),
    "terminal.database": (
        "数据库不能使用：{reason}。请检查 CRM_DATABASE_URL 和 CRM_DATA。",
        "The database cannot be used: {reason}. Check CRM_DATABASE_URL and CRM_DATA.",
    ),
    "terminal.file": (
        "{name} 不能读写：{reason}。",
        "{name} cannot be read or written: {reason}.",
    ),
    "terminal.fault": (
        "程序出错了：{reason}。",
        "Something went wrong: {reason}.",
    ),
}
