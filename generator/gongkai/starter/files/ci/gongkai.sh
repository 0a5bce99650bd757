#!/bin/sh
# 核验与发布，供 GitLab CI、Gitee Go 等调用，也可以在本地运行：
#   sh ci/gongkai.sh check 目标版本    核验从目标版本（git）到现在新出现的问题，写出改动说明 review.md，建成网站 site/
#   sh ci/gongkai.sh publish           按正式发布的要求建成网站 site/；有错误或配置没有填完时失败，不应发布
# 环境变量：PYTHON 指定 Python（3.11 以上）；PIP_INDEX_URL、GONGKAI_SOURCE 指定镜像。
set -eu
cd "$(dirname "$0")/.."

run_python() {
    for name in ${PYTHON:-python3.13 python3.12 python3.11 python3}; do
        if command -v "$name" >/dev/null 2>&1; then
            "$name" "$@"
            return
        fi
    done
    echo "无法运行：没有找到 Python；请安装 3.11 以上的版本，或用环境变量 PYTHON 指明" >&2
    return 2
}

gongkai() {
    run_python -m generator "$@"
}

# 已公开的地址不能丢失：取回了清单的，与它比较。
build() {
    if [ -f .gongkai/published.json ]; then
        gongkai build --previous .gongkai/published.json "$@"
    else
        gongkai build "$@"
    fi
}

# 有错误（返回 1）时继续，让审核人看到全部结果；无法运行（2 以上）时停下。
told() {
    "$@" || {
        code=$?
        [ "$code" -eq 1 ] || exit "$code"
        failed=1
    }
}

failed=0
case "${1:-}" in
check)
    base=${2:?"用法：sh ci/gongkai.sh check 目标版本"}
    gongkai setup
    told gongkai check --new-since "$base"
    gongkai diff "$base" HEAD --format markdown >review.md || [ $? -eq 1 ]
    told gongkai fmt --check
    if [ -f CODEOWNERS ]; then
        told gongkai codeowners --check --out CODEOWNERS
    fi
    gongkai manifest --out .gongkai/published.json || [ $? -eq 2 ]
    build || [ $? -eq 1 ]
    told gongkai links
    exit "$failed"
    ;;
publish)
    gongkai setup
    SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
    export SOURCE_DATE_EPOCH
    gongkai manifest --out .gongkai/published.json
    build --production
    ;;
*)
    echo "用法：sh ci/gongkai.sh check 目标版本 | publish" >&2
    exit 2
    ;;
esac
